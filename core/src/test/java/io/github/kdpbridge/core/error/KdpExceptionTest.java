package io.github.kdpbridge.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KdpExceptionTest {
    private static final ServiceError ERROR =
            new ServiceError(Condition.CUSTOMER_NOT_FOUND, "40400004", "CUSTOMER_NOT_FOUND", "no customer 1200000399");

    @Test
    void refused_saysWhatTheServiceSaid() {
        RefusedException e = new RefusedException("upload 7", ERROR, 404, "5f0e", false);

        assertThat(e)
                .hasMessage("upload 7 was refused: CUSTOMER_NOT_FOUND (code 40400004): no customer 1200000399"
                        + " [HTTP 404, error id 5f0e]");
        assertThat(e.condition()).isEqualTo(Condition.CUSTOMER_NOT_FOUND);
        assertThat(e.httpStatus()).isEqualTo(404);
        assertThat(e.errorId()).contains("5f0e");
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @Test
    void refusalThatNamesADevice_isToldWithoutTheWholeIdentifier() {
        ServiceError error = new ServiceError(
                Condition.RESOURCE_INVALID_PARAM,
                "40000000",
                "RESOURCE_INVALID_PARAM",
                "This device [351800000000702] invalid");

        assertThat(error).hasToString("RESOURCE_INVALID_PARAM (code 40000000): This device [***********0702] invalid");
        assertThat(new RefusedException("upload 20261126104500", error, 400, null, false))
                .hasMessage("upload 20261126104500 was refused: RESOURCE_INVALID_PARAM (code 40000000):"
                        + " This device [***********0702] invalid [HTTP 400]");
        assertThat(error.data()).isEqualTo("This device [351800000000702] invalid");
    }

    @Test
    void refused_survivesSerialization() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new RefusedException("upload 7", ERROR, 500, null, true));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            RefusedException copy = (RefusedException) in.readObject();
            assertThat(copy.error()).isEqualTo(ERROR);
            assertThat(copy.errorId()).isEmpty();
            assertThat(copy.mayHaveTakenEffect()).isTrue();
        }
    }

    static Stream<Arguments> advice() {
        String later = "send the request again later: nothing was done";
        String access = "check the credentials of the client and the rights of its access";
        return Stream.of(
                refusal("correct the request: the same one would be refused again", Condition.CUSTOMER_NOT_FOUND, 404),
                refusal(
                        "ask for the status of the transaction: an earlier request had its id",
                        Condition.TRANSACTION_ID_DUPLICATE,
                        400),
                refusal(access, Condition.API_KEY_RESTRICTION_IP, 403),
                refusal(access, Condition.UNKNOWN, 401),
                refusal(later, Condition.UNKNOWN, 429),
                refusal(later, Condition.INTERNAL_SERVER_ERROR, 500),
                Arguments.of(
                        "send the request again after 7 s: nothing was done",
                        new RefusedException(
                                "upload 7", ERROR, new HttpAnswer(429, Duration.ofSeconds(7)), null, false)),
                Arguments.of(later, new UnreachableException("upload 7", "no route", null, false)),
                Arguments.of(later, new AnswerNotUnderstoodException("upload 7", 502, "no JSON", null, false)),
                Arguments.of(
                        "check the URL of the service, and the proxies on the way to it: the answer is not the"
                                + " service's",
                        new AnswerNotUnderstoodException("upload 7", 302, "it is a redirect", null, false)),
                held("correct the request: it was not sent", Reason.INVALID_REQUEST),
                held(access, Reason.CREDENTIALS),
                held(later, Reason.LIMIT),
                held("send the request again when the ledger can be written: nothing was done", Reason.LEDGER),
                held("correct the URL of the service: it leads back to this process", Reason.LOOP),
                held("send the request again if it is still wanted: nothing was done", Reason.CANCELLED));
    }

    private static Arguments refusal(String advice, Condition condition, int status) {
        ServiceError error = new ServiceError(condition, "1", condition.name(), null);
        return Arguments.of(advice, new RefusedException("upload 7", error, status, null, false));
    }

    private static Arguments held(String advice, Reason reason) {
        return Arguments.of(advice, new RefusedLocallyException("upload 7", reason, "held", null));
    }

    @ParameterizedTest
    @MethodSource("advice")
    void exception_saysWhatToDo(String advice, KdpException e) {
        assertThat(e.advice()).isEqualTo(advice);
    }

    @Test
    void lostAnswer_isToBeAskedFor() {
        KdpException e = new UnreachableException("upload 7", "the connection broke", null, true);

        assertThat(e.advice())
                .isEqualTo("ask for the status of the transaction before you send the request again: it may have been"
                        + " carried out");
    }

    @Test
    void requestId_isThatOfTheFirstCall() {
        KdpException e = new UnreachableException("upload 7", "no route", null, false);
        assertThat(e.requestId()).isEmpty();

        e.identify("a");
        e.identify("b");

        assertThat(e.requestId()).contains("a");
    }

    @Test
    void unreachable_saysWhatHappenedOnTheWay() {
        assertThat(new UnreachableException("delete 8", "the host kdp.example is unknown", null, false))
                .hasMessage("delete 8 got no answer: the host kdp.example is unknown");
    }

    @Test
    void notUnderstood_saysWhatIsWrongWithTheAnswer() {
        AnswerNotUnderstoodException e =
                new AnswerNotUnderstoodException("status 9", 502, "the body is empty", null, false);

        assertThat(e).hasMessage("status 9 got an answer that cannot be understood: the body is empty [HTTP 502]");
        assertThat(e.httpStatus()).isEqualTo(502);
    }

    @Test
    void refusedLocally_neverTookEffect() {
        RefusedLocallyException e = new RefusedLocallyException("upload 7", Reason.CREDENTIALS, "no token", null);

        assertThat(e).hasMessage("upload 7 was not sent: no token");
        assertThat(e.reason()).isEqualTo(Reason.CREDENTIALS);
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @Test
    void whatTheServiceAsksFor_isPassedOn() {
        Duration pause = Duration.ofSeconds(7);
        HttpAnswer answer = new HttpAnswer(503, pause);

        assertThat(new RefusedException("upload 7", ERROR, answer, null, false).retryAfter())
                .contains(pause);
        assertThat(new AnswerNotUnderstoodException("status 9", answer, "it is HTML", null, false).retryAfter())
                .contains(pause);
        assertThat(new RefusedException("upload 7", ERROR, 404, null, false).retryAfter())
                .isEmpty();
    }
}
