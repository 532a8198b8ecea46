package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Receipts, refusals and what is neither (contract, sections 1.2, 4, 8 and 10). */
@ExpectedLog(".*: the service sent code .*, which the error catalogue does not know; .*")
@ExpectedLog(".*; once more in [0-9]+ ms")
@ExpectedLog("the service is otherwise than assumed .*")
class RefusalsTest {
    private static final String RECEIPT = "{\"transactionId\":\"t-1\",\"state\":\"Progress\",\"code\":2000000,"
            + "\"message\":\"SUCCESS\",\"operationType\":\"UPLOAD\"}";
    private static final String FORBIDDEN =
            "{\"errorId\":\"0A\",\"code\":40300000,\"message\":\"AUTHORIZATION_FAIL\",\"data\":\"no\"}";
    private static final String NO_TRANSACTIONS =
            "{\"devices\":{\"totalCount\":0,\"totalPage\":0,\"pageNum\":0,\"transactions\":[]}}";
    private static final String BARE_STATUS = "GET devices/status?resellerId=1000000001";

    private final ScriptedService service = new ScriptedService();
    private final Gen2Client once = service.builder()
            .resilience(Resilience.builder().attempts(1).build())
            .build();

    @AfterEach
    void stop() {
        once.close();
        service.close();
    }

    private Receipt upload(int status, String body) {
        service.answer(status, body);
        return once.upload(ScriptedService.UPLOAD);
    }

    private <E extends KdpException> E failure(Class<E> type, int status, String body) {
        E failure = catchThrowableOfType(type, () -> upload(status, body));
        assertThat(failure).as(body).isNotNull();
        return failure;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RECEIPT,
                "{\"transactionId\":\"t-1\",\"state\":\"Progress\",\"code\":\"2000000\",\"message\":\"SUCCESS\"}",
                "{\"transactionId\":\"t-1\",\"code\":[2000000],\"message\":[\"SUCCESS\"],\"data\":[]}",
                "{\"code\":2000000}",
                "{\"code\":2000000.0,\"state\":null,\"operationType\":\"PUT\"}",
                "{\"code\":2000000,\"state\":\"Progress\",\"code\":2000000}",
            })
    void receipt_isReadInEachForm(String body) {
        assertThat(upload(200, body).state()).isEqualTo(TransactionState.PROGRESS);
    }

    /** Whatever is wrong with an answer, it is never taken for a receipt, and the write may have been done. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {}",
                "200 | {\"transactionId\":\"t-1\",\"state\":\"Progress\"}",
                "200 | {\"transactionId\":\"t-1\",\"state\":\"Progress\",\"code\":null}",
                "200 | {\"transactionId\":\"t-1\",\"state\":\"Progress\",\"code\":\"\"}",
                "200 | {\"transactionId\":\"t-2\",\"state\":\"Progress\",\"code\":2000000}",
                "200 | {\"transactionId\":\"t-1\",\"state\":\"Rejected\",\"code\":2000000}",
                "200 | {\"transactionId\":\"t-1\",\"state\":\"Rejected\"}",
                "200 | {\"transactionId\":\"t-1\",\"state\":\"Failed\",\"code\":2000000}",
                "200 | {\"transactionId\":\"t-1\",\"code\":2000000,\"message\":\"CUSTOMER_ID_INVALID\"}",
                "200 | {\"transactionId\":\"t-1\",\"code\":40000011,\"message\":\"SUCCESS\"}",
                "200 | {\"transactionId\":\"t-1\",\"code\":40000011,\"code\":2000000}",
                "200 | {\"transactionId\":\"t-1\",\"code\":[2000000,2000000]}",
                "200 | {\"transactionId\":\"t-1\",\"code\":{\"value\":2000000}}",
                "200 | {\"transactionId\":\"t-1\",\"code\":true}",
                "200 | {\"transactionId\":{},\"code\":2000000}",
                "200 | {\"transactionId\":\"t-1\",\"code\":2000000,\"operationType\":\"DELETE\"}",
                "200 | [{\"transactionId\":\"t-1\",\"code\":2000000}]",
                "202 | {\"transactionId\":\"t-1\",\"state\":\"Progress\",\"code\":2000000}",
                "400 | {\"transactionId\":\"t-1\",\"state\":\"Progress\",\"code\":2000000}",
                "400 | {\"code\":2000000,\"message\":\"CUSTOMER_ID_INVALID\"}",
                "500 | {\"code\":2000000,\"message\":\"SUCCESS\"}",
                "500 | {\"error\":\"out of order\"}",
                "502 | <html>Bad Gateway</html>",
                "408 | <html>Request Timeout</html>",
            })
    void doubtfulAnswer_leavesTheOutcomeOpen(int status, String body) {
        AnswerNotUnderstoodException e = failure(AnswerNotUnderstoodException.class, status, body);

        assertThat(e.mayHaveTakenEffect()).isTrue();
        assertThat(e.httpStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"code\":40000011,\"message\":\"CUSTOMER_ID_INVALID\"}                        | CUSTOMER_ID_INVALID",
                "400 | {\"code\":\"40000011\",\"message\":\"CUSTOMER_ID_INVALID\",\"data\":{\"a\":1}} | CUSTOMER_ID_INVALID",
                "400 | {\"code\":[40000011],\"message\":[\"CUSTOMER_ID_INVALID\"],\"data\":[\"x\"]}   | CUSTOMER_ID_INVALID",
                "400 | {\"code\":40000011,\"message\":[\"a\",\"b\"]}                                  | CUSTOMER_ID_INVALID",
                "400 | {\"code\":4000011,\"message\":\"CUSTOMER_ID_INVALID\"}                         | CUSTOMER_ID_INVALID",
                "400 | {\"code\":40000003,\"message\":\"CUSTOMER_ID_INVALID\"}                        | CUSTOMER_ID_INVALID",
                "400 | {\"message\":\"CUSTOMER_ID_INVALID\"}                                          | CUSTOMER_ID_INVALID",
                "200 | {\"transactionId\":\"t-1\",\"state\":\"Rejected\",\"code\":40000011}           | CUSTOMER_ID_INVALID",
                "400 | {\"code\":40000077,\"message\":\"QUOTA\"}                                      | UNKNOWN",
                "400 | {\"code\":\"E-7\"}                                                             | UNKNOWN",
            })
    void refusal_isReadInEachForm(int status, String body, Condition condition) {
        RefusedException e = failure(RefusedException.class, status, body);

        assertThat(e.condition()).isEqualTo(condition);
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":\"bad request\"}",
                "404 | {\"error\":{\"code\":40000011}}",
                "404 | <html>not here</html>",
                "400 | {\"code\":{},\"message\":\"CUSTOMER_ID_INVALID\"}",
                "400 | {\"code\":40000011,\"code\":40000014}",
                "400 | {\"message\":\"Bad Request\"}",
                "413 | <html>too large</html>",
                "429 | {\"message\":\"slow down\"}",
            })
    void bodyThatIsNotTheServices_isNoRefusal(int status, String body) {
        AnswerNotUnderstoodException e = failure(AnswerNotUnderstoodException.class, status, body);

        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @Test
    void longRefusal_keepsItsCodeAndName() {
        String data = "The specified device 350000000000006 is not valid. ".repeat(20_000);
        RefusedException e = failure(
                RefusedException.class,
                400,
                "{\"errorId\":\"0A\",\"more\":[\"" + data + "\"],\"data\":\"" + data
                        + "\",\"code\":40000011,\"message\":\"CUSTOMER_ID_INVALID\"}");

        assertThat(e.condition()).isEqualTo(Condition.CUSTOMER_ID_INVALID);
        assertThat(e.errorId()).contains("0A");
        assertThat(e.error().data())
                .hasSizeLessThan(5000)
                .startsWith("The specified device")
                .endsWith("…");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "413 | <html></html>                                              | DEVICE_LIMIT",
                "400 | {\"code\":40000003,\"message\":\"DEVICE_COUNT_EXCEEDED\"}  | DEVICE_LIMIT",
                "429 | {}                                                         | RATE",
                "422 | {}                                                         | RATE",
                "413 | {\"code\":2000000,\"message\":\"SUCCESS\"}               | DEVICE_LIMIT",
                "429 | {\"code\":2000000,\"message\":\"SUCCESS\"}               | RATE",
                "422 | {\"code\":2000000,\"message\":\"SUCCESS\"}               | RATE",
                "400 | {\"code\":40000044}                                        | DELETE_ERROR_LEVEL",
                "400 | {\"code\":40000001,\"message\":\"RESOURCE_DUPLICATE_PARAM\"} | REPEATED_DEVICES",
                "400 | {\"code\":4000044,\"message\":\"DEVICE_INVALID\"}          | ERROR_NAMES",
            })
    void signOfAWrongAssumption_isTold(int status, String body, Assumption assumption) {
        assertThatThrownBy(() -> upload(status, body)).isInstanceOf(KdpException.class);

        assertThat(service.surprises).containsExactly(assumption);
    }

    @Test
    @ExpectedLog("the service is otherwise than assumed \\(vendor\\): .*")
    void knownVendorThatIsNotFound_isTold() {
        String body = "{\"code\":40400003,\"message\":\"VENDOR_NOT_FOUND\"}";
        UploadRequest upload = UploadRequest.builder(ScriptedService.CUSTOMER, ScriptedService.TRANSACTION)
                .vendor(VendorId.of("3000000003"))
                .imeis(List.of("350000000000006"))
                .build();
        service.answer(404, body).answer(404, body);
        try (Gen2Client knowing = service.builder()
                .vendors(List.of(new Reseller(ResellerId.of("3000000003"), "Vendor")))
                .build()) {
            assertThatThrownBy(() -> once.upload(upload)).isInstanceOf(RefusedException.class);
            assertThat(service.surprises).isEmpty();
            assertThatThrownBy(() -> knowing.upload(upload)).isInstanceOf(RefusedException.class);
            assertThat(service.surprises).containsExactly(Assumption.VENDOR);
        }
    }

    @Test
    void removal_namesTheUploadOnly() throws Exception {
        service.answer(200, RECEIPT.replace("UPLOAD", "DELETE"));

        once.remove(new RemovalRequest(
                ScriptedService.TRANSACTION, ScriptedService.CUSTOMER, null, TransactionId.of("t-0")));

        assertThat(service.server.takeRequest().getBody().utf8())
                .isEqualTo("{\"transactionId\":\"t-1\",\"resellerId\":\"1000000001\",\"customerId\":\"2000000002\","
                        + "\"removeTransactionId\":\"t-0\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 422, 425, 429})
    void statusThatAsksForAPause_isTriedAgain(int status) throws Exception {
        service.answer(status, "{}").answer(200, NO_TRANSACTIONS);

        assertThatThrownBy(() -> service.client.status(ScriptedService.STATUS)).isInstanceOf(RefusedException.class);

        assertThat(service.requests()).hasSize(2);
    }

    /** A code judges the request, known or not; a limit of the vendor's services in general has none (documented). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"code\":40000011,\"message\":\"CUSTOMER_ID_INVALID\"} | CUSTOMER_ID_INVALID",
                "{\"code\":42200001,\"message\":\"NEW\"}                  | UNKNOWN",
            })
    void unprocessableRequestWithACode_isRefusedForGood(String body, Condition condition) throws Exception {
        RefusedException e = failure(RefusedException.class, 422, body);

        assertThat(e.condition()).isEqualTo(condition);
        assertThat(e.isFinal()).isTrue();
        assertThat(service.requests()).hasSize(1);
    }

    /** Each of them has been seen or is documented for a token that is not good any more. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error\":\"Invalid authentication token\"}",
                "401 | <html>who are you</html>",
                "401 | ''",
                "401 | {\"code\":40100000,\"message\":\"AUTHORIZATION_FAIL\"}",
                "401 | {\"code\":4012250,\"message\":\"ACCESS_TOKEN_BAD_REQUEST\",\"data\":\"ACCESS_TOKEN_BAD_REQUEST\"}",
                "400 | {\"code\":40122050,\"message\":\"ACCESS_TOKEN_BAD_REQUEST\"}",
                "400 | {\"code\":4010050,\"message\":\"ACCESS_TOKEN_BAD_REQUEST\"}",
                "400 | {\"code\":4002250,\"message\":\"API_KEY_NON_UNIQUE_JWTID\"}",
                "403 | {\"code\":4032251,\"message\":\"ACCESS_TOKEN_EXPIRED\"}",
                "403 | {\"code\":4032252,\"message\":\"ACCESS_TOKEN_INVALID\"}",
                "403 | {\"code\":403225}",
                "403 | {\"code\":[4030000],\"message\":[\"AUTHENTICATION_FAIL\"],\"data\":[\"expired\"]}",
            })
    void refusedToken_isRenewedOnceAndTheRequestSentOnceMore(int status, String body) throws Exception {
        service.answer(status, body).answer(200, RECEIPT);

        once.upload(ScriptedService.UPLOAD);

        assertThat(service.tokens).hasValue(2);
        assertThat(service.requests()).containsExactly("PUT devices/upload", "PUT devices/upload");
    }

    /** A caller must never take it for a final judgement of its request. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"code\":40100000,\"message\":\"AUTHORIZATION_FAIL\"}",
                "403 | {\"code\":4032251,\"message\":\"ACCESS_TOKEN_EXPIRED\"}",
                "403 | {\"code\":403225}",
                "400 | {\"code\":40122050,\"message\":\"ACCESS_TOKEN_BAD_REQUEST\"}",
            })
    void tokenThatIsRefusedTwice_isNotFinal(int status, String body) throws Exception {
        service.answer(status, body).answer(status, body);

        RefusedException e = catchThrowableOfType(RefusedException.class, () -> once.upload(ScriptedService.UPLOAD));

        assertThat(e.isFinal()).isFalse();
        assertThat(service.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"code\":4042251,\"message\":\"API_KEY_RESTRICTION_IP\"}",
                "404 | {\"code\":4042252,\"message\":\"API_KEY_RESTRICTION_REFERER\"}",
                "400 | {\"code\":4002251,\"message\":\"ACCESS_TOKEN_TIMEOUT_VALIDITY_RESOURCE_INVALID_PARAM\"}",
            })
    void restrictedAccess_isTheOperatorsConfiguration(int status, String body) throws Exception {
        service.answer(status, body);

        RefusedLocallyException e =
                catchThrowableOfType(RefusedLocallyException.class, () -> once.status(ScriptedService.STATUS));

        assertThat(e.reason()).isEqualTo(Reason.CREDENTIALS);
        assertThat(service.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {FORBIDDEN, "{\"error\":\"insufficient_scope\"}"})
    void accessThatOpensNothing_namesTheScope(String body) throws Exception {
        service.answer(403, body).answer(403, body);

        RefusedLocallyException e =
                catchThrowableOfType(RefusedLocallyException.class, () -> once.upload(ScriptedService.UPLOAD));

        assertThat(e.reason()).isEqualTo(Reason.CREDENTIALS);
        assertThat(e).hasMessageContaining("OAuthTokenSource.withScope").hasMessageContaining("gen2.auth.scope");
        assertThat(service.surprises).containsExactly(Assumption.FORBIDDEN);
        assertThat(service.requests()).containsExactly("PUT devices/upload", BARE_STATUS);
    }

    @Test
    void forbiddenRequestOfAGoodAccess_isRefused() throws Exception {
        for (int i = 0; i < 2; i++) {
            service.answer(200, RECEIPT);
            once.upload(ScriptedService.UPLOAD);
            service.answer(403, FORBIDDEN).answer(200, NO_TRANSACTIONS);
            assertThatThrownBy(() -> once.upload(ScriptedService.UPLOAD))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            e -> assertThat(e.condition()).isEqualTo(Condition.FORBIDDEN));
        }
        assertThat(service.surprises).isEmpty();
        assertThat(service.requests()).hasSize(6);
    }

    /** A right that is taken away would else close each order from then on as failed. */
    @Test
    void secondForbiddenWriteInARow_isTheAccessAlsoWhereWritesWereAccepted() {
        service.answer(200, RECEIPT);
        once.upload(ScriptedService.UPLOAD);
        service.answer(403, FORBIDDEN).answer(200, NO_TRANSACTIONS);
        assertThatThrownBy(() -> once.upload(ScriptedService.UPLOAD)).isInstanceOf(RefusedException.class);

        service.answer(403, FORBIDDEN).answer(200, NO_TRANSACTIONS);
        assertThatThrownBy(() -> once.upload(ScriptedService.UPLOAD)).isInstanceOf(RefusedLocallyException.class);

        assertThat(service.surprises).containsExactly(Assumption.FORBIDDEN);
    }

    @Test
    void secondForbiddenWriteOfAnAccessThatNeverWrote_isTheAccess() {
        service.answer(403, FORBIDDEN).answer(200, NO_TRANSACTIONS);
        assertThatThrownBy(() -> once.upload(ScriptedService.UPLOAD)).isInstanceOf(RefusedException.class);

        service.answer(403, FORBIDDEN).answer(200, NO_TRANSACTIONS);
        assertThatThrownBy(() -> once.upload(ScriptedService.UPLOAD)).isInstanceOf(RefusedLocallyException.class);

        assertThat(service.surprises).containsExactly(Assumption.FORBIDDEN);
    }

    @Test
    void forbiddenRequestWithoutAnAnswerToTheQuestionWhy_isOpen() {
        service.answer(403, FORBIDDEN).answer(500, "{}");

        assertThatThrownBy(() -> once.upload(ScriptedService.UPLOAD))
                .isInstanceOfSatisfying(
                        UnreachableException.class,
                        e -> assertThat(e.mayHaveTakenEffect()).isFalse());
    }
}
