package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one rule for writes whose answer was lost (contract, section 8.1). */
@ExpectedLog(".*: the answer was lost; .*")
@ExpectedLog(".*: the service sent code .*, which the error catalogue does not know; .*")
@ExpectedLog("the service is otherwise than assumed \\((error-names|unknown-transaction)\\): .*")
class SettlementTest {
    private static final String DUPLICATE = "{\"code\":40000014,\"message\":\"TRANSACTION_ID_DUPLICATE\"}";
    private static final String NOT_SHOWN = "{\"devices\":{\"totalCount\":0,\"transactions\":[]}}";
    private static final String UPLOAD = "PUT devices/upload";
    private static final String STATUS = "GET devices/status?resellerId=1000000001&transactionId=t-1";

    private final ScriptedService service = new ScriptedService();

    @AfterEach
    void stop() {
        service.close();
    }

    private static String shown(String type) {
        return "{\"devices\":{\"totalCount\":1,\"totalPage\":1,\"transactions\":[{\"transactionId\":\"t-1\","
                + "\"state\":\"Progress\",\"type\":\"" + type + "\"}]}}";
    }

    private Receipt upload() {
        return service.client.upload(ScriptedService.UPLOAD);
    }

    /** It may be anybody's: only a ledger knows. */
    @Test
    void duplicateAtTheFirstSend_isThrownAsItIs() throws Exception {
        service.answer(400, DUPLICATE);

        RefusedException e = catchThrowableOfType(RefusedException.class, this::upload);

        assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_ID_DUPLICATE);
        assertThat(service.requests()).containsExactly(UPLOAD);
    }

    @Test
    void duplicateAfterALostAnswer_isTheFirstOnesReceipt() throws Exception {
        service.answer(500, "{}").answer(200, NOT_SHOWN).answer(400, DUPLICATE).answer(200, NOT_SHOWN);

        assertThat(upload().transaction()).isEqualTo(ScriptedService.TRANSACTION);
        assertThat(service.requests()).containsExactly(UPLOAD, STATUS, UPLOAD, STATUS);
    }

    @Test
    @ExpectedLog(".*; once more in [0-9]+ ms")
    void duplicateAfterABusyService_isTheFirstOnesReceipt() throws Exception {
        service.server.enqueue(new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", "0")
                .body("{}")
                .build());
        service.answer(400, DUPLICATE).answer(200, shown("Put"));

        assertThat(upload().transaction()).isEqualTo(ScriptedService.TRANSACTION);
        assertThat(service.requests()).containsExactly(UPLOAD, UPLOAD, STATUS);
    }

    @Test
    void duplicateOfAnotherWrite_isRefused() throws Exception {
        service.answer(500, "{}")
                .answer(200, shown("Delete"))
                .answer(400, DUPLICATE)
                .answer(200, shown("Delete"));

        assertThatThrownBy(this::upload)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_ID_DUPLICATE));
        assertThat(service.requests()).containsExactly(UPLOAD, STATUS, UPLOAD, STATUS);
    }

    @Test
    void knownRefusalAfterALostAnswer_holdsForBoth() {
        service.answer(500, "{}")
                .answer(200, NOT_SHOWN)
                .answer(400, "{\"code\":40000011,\"message\":\"CUSTOMER_ID_INVALID\"}")
                .answer(200, NOT_SHOWN);

        assertThatThrownBy(this::upload)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.condition()).isEqualTo(Condition.CUSTOMER_ID_INVALID));
    }

    /** A 404 without a code is a form of "not known" as well (contract, section 8.1, rule 2). */
    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":\"Not Found\"}", "<html>not found</html>", ""})
    void statusThatIsNotFoundAfterALostAnswer_hasTheWriteSentAgain(String notFound) throws Exception {
        service.answer(500, "{}").answer(404, notFound).answer(400, DUPLICATE).answer(404, notFound);

        assertThat(upload().transaction()).isEqualTo(ScriptedService.TRANSACTION);
        assertThat(service.requests()).containsExactly(UPLOAD, STATUS, UPLOAD, STATUS);
    }

    @Test
    void unknownRefusalAfterALostAnswer_leavesTheOutcomeUnknown() {
        service.answer(500, "{}")
                .answer(200, NOT_SHOWN)
                .answer(400, "{\"code\":40000077,\"message\":\"QUOTA\"}")
                .answer(200, NOT_SHOWN);

        assertThatThrownBy(this::upload)
                .isInstanceOfSatisfying(
                        UnreachableException.class,
                        e -> assertThat(e.mayHaveTakenEffect()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"transactionId\":\"t-1\",\"state\":\"Rejected\",\"code\":2000000}"})
    void answerThatIsNotUnderstood_isSettledByTheStatus(String answer) throws Exception {
        service.answer(200, answer).answer(200, shown("Put"));

        assertThat(upload().transaction()).isEqualTo(ScriptedService.TRANSACTION);
        assertThat(service.requests()).containsExactly(UPLOAD, STATUS);
    }

    /** An unknown transaction has three forms; in each of them the request may still be on its way. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"devices\":{\"totalCount\":0,\"transactions\":[]}}",
                "400 | {\"code\":40000013,\"message\":\"TRANSACTION_ID_INVALID\"}",
                "404 | {\"code\":40400009,\"message\":\"TRANSACTION_NOT_FOUND\"}",
            })
    void unknownTransaction_isSentAgainUnderItsId(int status, String unknown) throws Exception {
        service.answer(500, "{}")
                .answer(status, unknown)
                .answer(200, "{\"transactionId\":\"t-1\",\"state\":\"Progress\",\"code\":2000000}");

        assertThat(upload().transaction()).isEqualTo(ScriptedService.TRANSACTION);
        assertThat(service.requests()).containsExactly(UPLOAD, STATUS, UPLOAD);
    }

    @Test
    void removal_isSettledTheSameWay() throws Exception {
        service.answer(500, "{}").answer(200, shown("Delete"));

        Receipt receipt = service.client.remove(new RemovalRequest(
                ScriptedService.TRANSACTION, ScriptedService.CUSTOMER, null, TransactionId.of("t-0")));

        assertThat(receipt.transaction()).isEqualTo(ScriptedService.TRANSACTION);
        assertThat(service.requests()).containsExactly("PUT devices/delete", STATUS);
    }

    @Test
    void pausesOfManyAttempts_areNoLongerThanTheLongest() {
        TestScheduler scheduler = TestScheduler.passing();
        Resilience settings = Resilience.builder()
                .attempts(12)
                .firstPause(Duration.ofMillis(500))
                .longestPause(Duration.ofSeconds(30))
                .build();
        Settlement settlement = new Settlement(
                settings,
                scheduler,
                ClientListener.none(),
                request -> Stages.failed(new AnswerNotUnderstoodException("status t-1", 404, "no body", null, false)));

        assertThatThrownBy(() -> Waiting.on(
                        "upload t-1",
                        true,
                        () -> settlement.settle(
                                ScriptedService.UPLOAD,
                                Call.of(ScriptedService.UPLOAD),
                                failed ->
                                        Stages.failed(new UnreachableException("upload t-1", "silence", null, true)))))
                .isInstanceOf(UnreachableException.class);

        List<Duration> pauses = scheduler.pauses();
        assertThat(pauses).hasSize(11).startsWith(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(pauses.subList(6, 11)).containsOnly(Duration.ofSeconds(30));
    }
}
