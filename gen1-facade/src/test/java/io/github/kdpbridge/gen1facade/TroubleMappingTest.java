package io.github.kdpbridge.gen1facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.HttpAnswer;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Below 500 callers give up, from 500 on they repeat (contract, section 4). */
class TroubleMappingTest {
    private static final String SEND_AGAIN = "; nothing was done: send it again later";
    private static final String ASK =
            "; whether it was carried out is not known: ask for the status of the transaction";

    private final TroubleMapping mapping = new TroubleMapping(ErrorCatalogue.standard());

    private TroubleMapping.Verdict verdict(KdpException e) {
        return mapping.verdict(e, Gen1Names.none());
    }

    private static RefusedException refused(Condition condition, String code, int status, boolean mayHaveTakenEffect) {
        return new RefusedException(
                "status 7", new ServiceError(condition, code, "NAME", null), status, null, mayHaveTakenEffect);
    }

    @ParameterizedTest
    @CsvSource({
        "CUSTOMER_NOT_FOUND,    200, 404, 4042104, CUSTOMER_NOT_FOUND",
        "CUSTOMER_NOT_FOUND,    404, 404, 4042104, CUSTOMER_NOT_FOUND",
        "CUSTOMER_NOT_FOUND,    499, 404, 4042104, CUSTOMER_NOT_FOUND",
        "CUSTOMER_NOT_FOUND,    500, 500, 4042104, CUSTOMER_NOT_FOUND",
        "INTERNAL_SERVER_ERROR, 503, 503, 5000000, INTERNAL_SERVER_ERROR",
        "UNKNOWN,               200, 200, 1,       NAME",
        "UNKNOWN,               300, 503, 5000000, INTERNAL_SERVER_ERROR",
        "CUSTOMER_NOT_FOUND,    300, 404, 4042104, CUSTOMER_NOT_FOUND",
        "UNKNOWN,               399, 503, 5000000, INTERNAL_SERVER_ERROR",
        "UNKNOWN,               400, 400, 1,       NAME",
        "UNKNOWN,               418, 418, 1,       NAME",
        "FORBIDDEN,             403, 403, 4030000, AUTHORIZATION_FAIL",
    })
    void refusal_becomesAStatusThatCallersUnderstand(
            Condition condition, int status, int expected, String code, String name) {
        TroubleMapping.Verdict verdict = verdict(refused(condition, "1", status, false));

        assertThat(verdict.status()).isEqualTo(expected);
        assertThat(verdict.error().code()).isEqualTo(code);
        assertThat(verdict.error().message()).isEqualTo(name);
    }

    private void assertTrouble(KdpException e, int status, String advice) {
        TroubleMapping.Verdict verdict = verdict(e);

        assertThat(verdict.status()).isEqualTo(status);
        assertThat(verdict.error())
                .isEqualTo(new ServiceError(
                        Condition.INTERNAL_SERVER_ERROR, "5000000", "INTERNAL_SERVER_ERROR", e.getMessage() + advice));
    }

    /** The tokens, their clock and the operator's access are no business of a caller of generation 1. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "UNAUTHENTICATED",
                "API_KEY_NON_UNIQUE_JWTID",
                "ACCESS_TOKEN_BAD_REQUEST",
                "ACCESS_TOKEN_EXPIRED",
                "ACCESS_TOKEN_INVALID",
                "AUTHENTICATION_FAIL",
                "ACCESS_TOKEN_TIMEOUT_VALIDITY_RESOURCE_INVALID_PARAM",
                "API_KEY_RESTRICTION_IP",
                "API_KEY_RESTRICTION_REFERER"
            })
    void refusedAccess_isNeverShownAsARefusal(Condition condition) {
        for (int status : new int[] {400, 401, 403, 404}) {
            assertTrouble(refused(condition, "1", status, false), 503, SEND_AGAIN);
            assertTrouble(refused(condition, "1", status, true), 502, ASK);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 408, 425, 429})
    void statusThatSpeaksOfTheBridge_isNeverShownAsARefusal(int status) {
        assertTrouble(refused(Condition.UNKNOWN, "1", status, false), 503, SEND_AGAIN);
        assertTrouble(refused(Condition.CUSTOMER_NOT_FOUND, "40400002", status, false), 503, SEND_AGAIN);
        assertTrouble(refused(Condition.UNKNOWN, "1", status, true), 502, ASK);
        assertTrouble(new AnswerNotUnderstoodException("status 7", status, "html", null, false), 503, SEND_AGAIN);
    }

    /** A limit of the vendor's services in general has no code (documented). */
    @Test
    void unprocessableRequestWithoutACode_isAskedForAgain() {
        assertTrouble(new AnswerNotUnderstoodException("status 7", 422, "html", null, false), 503, SEND_AGAIN);
    }

    /** It would be 503 for ever, and its caller would send it for ever. */
    @ParameterizedTest
    @CsvSource({"CUSTOMER_NOT_FOUND, 404, 4042104, CUSTOMER_NOT_FOUND", "UNKNOWN, 422, 1, NAME"})
    void unprocessableRequestWithACode_isARefusal(Condition condition, int expected, String code, String name) {
        TroubleMapping.Verdict verdict = verdict(refused(condition, "1", 422, false));

        assertThat(verdict.status()).isEqualTo(expected);
        assertThat(verdict.error().code()).isEqualTo(code);
        assertThat(verdict.error().message()).isEqualTo(name);
    }

    /** Else a ledger would forget what its caller sends again, or keep what its caller gave up. */
    @ParameterizedTest
    @EnumSource(names = {"CUSTOMER_NOT_FOUND", "UNKNOWN", "ACCESS_TOKEN_EXPIRED", "TRANSACTION_ID_DUPLICATE"})
    void refusalThatIsFinal_isOneToACallerAndNoOtherIs(Condition condition) {
        for (int status = 400; status < 500; status++) {
            RefusedException refusal = refused(condition, "1", status, false);

            assertThat(verdict(refusal).status() < 500).as("HTTP " + status).isEqualTo(refusal.isFinal());
        }
    }

    /** No caller may read it as done: one looks for HTTP 200 and code 2000000 (observed). */
    @ParameterizedTest
    @CsvSource({
        "SUCCESS, 2000000,  400, false",
        "SUCCESS, 2000000,  404, false",
        "SUCCESS, 2000000,  200, true",
        "UNKNOWN, 20000000, 200, false",
        "UNKNOWN, 2000000,  200, false"
    })
    void refusalThatSaysSuccess_isNotUnderstood(
            Condition condition, String code, int status, boolean mayHaveTakenEffect) {
        assertTrouble(refused(condition, code, status, mayHaveTakenEffect), 502, mayHaveTakenEffect ? ASK : SEND_AGAIN);
    }

    @ParameterizedTest
    @CsvSource({"200, 502", "400, 502", "404, 502", "406, 502", "500, 502", "501, 502", "503, 503"})
    void answerThatIsNotUnderstood_isABadGateway(int status, int expected) {
        assertTrouble(new AnswerNotUnderstoodException("status 7", status, "html", null, false), expected, SEND_AGAIN);
        assertTrouble(new AnswerNotUnderstoodException("upload 7", status, "html", null, true), 502, ASK);
    }

    @Test
    void pauseThatAProxyAsksFor_isAPauseWhateverItsStatus() {
        assertTrouble(
                new AnswerNotUnderstoodException(
                        "status 7", new HttpAnswer(500, Duration.ofSeconds(9)), "html", null, false),
                503,
                SEND_AGAIN);
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class, names = "INVALID_REQUEST", mode = EnumSource.Mode.EXCLUDE)
    void requestThatWasHeldBack_canBeSentAgain(Reason reason) {
        assertTrouble(new RefusedLocallyException("upload 7", reason, "why", null), 503, SEND_AGAIN);
    }

    @Test
    void answerThatWasNotRead_isAPauseUnlessTheRequestMayHaveTakenEffect() {
        assertTrouble(UnreachableException.unread("status 7", "no turn", null, false), 503, SEND_AGAIN);
        assertTrouble(UnreachableException.unread("upload 7", "no turn", null, true), 502, ASK);
    }

    @Test
    void silence_isAPauseUnlessTheRequestMayHaveArrived() {
        assertTrouble(new UnreachableException("upload 7", "silence", null, false), 503, SEND_AGAIN);
        assertTrouble(new UnreachableException("upload 7", "silence", null, true), 502, ASK);
    }
}
