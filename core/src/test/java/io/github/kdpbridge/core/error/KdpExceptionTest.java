package io.github.kdpbridge.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

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
