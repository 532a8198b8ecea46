package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No answer of the service takes more memory than is allowed, however much of it arrives. */
@Timeout(60)
@ExpectedLog("upload t-1: the answer was lost; the service knows the transaction, so it is done")
class LargeAnswerTest {
    private static final int LIMIT = 4096;
    private static final String TOO_LARGE = "it is larger than 4096 bytes: raise Resilience.Builder.answerLimit, or"
            + " answerLimit in the gateway's configuration, if the service sends answers of that size [HTTP 200]";
    private static final String BEGIN = "{\"devices\":{\"totalCount\":1,\"transactions\":[{\"transactionId\":\"t-1\","
            + "\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[";
    private static final String DEVICE =
            "{\"imei\":\"350000000000006\",\"code\":40000005,\"message\":\"DEVICE_DUPLICATE\"}";

    private final ScriptedService service = new ScriptedService();
    private final Gen2Client client = service.builder().resilience(settings()).build();

    private static Resilience settings() {
        return Resilience.builder().attempts(1).answerLimit(LIMIT).build();
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    private void answer(int status, String begin, String repeated) {
        service.server.enqueue(new MockResponse.Builder()
                .code(status)
                .body(new Endless(begin, repeated))
                .build());
    }

    private record Endless(String begin, String repeated) implements MockResponseBody {
        @Override
        public long getContentLength() {
            return Long.MAX_VALUE;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.writeUtf8(begin);
            while (true) { // until the client closes the connection
                sink.writeUtf8(repeated);
            }
        }
    }

    private KdpException failureOfStatus() {
        return catchThrowableOfType(KdpException.class, () -> client.status(ScriptedService.STATUS));
    }

    @ParameterizedTest
    @ValueSource(strings = {DEVICE + ",", "\"", "{\"x\":\"", "   ", "{\"a\":["})
    void endlessStatus_isNotReadBeyondTheLimit(String repeated) {
        answer(200, BEGIN, repeated.equals("\"") ? "a" : repeated);

        KdpException e = failureOfStatus();

        assertThat(e).isInstanceOf(AnswerNotUnderstoodException.class);
        assertThat(e.mayHaveTakenEffect()).isFalse();
    }

    @Test
    void tooLargeStatus_saysWhatToDo() {
        answer(200, BEGIN, DEVICE + ",");

        assertThat(failureOfStatus()).hasMessage("status t-1 got an answer that cannot be understood: " + TOO_LARGE);
    }

    /** A kilobyte on the wire may be a gigabyte in memory. */
    @Test
    void statusThatIsLargeOnlyWhenUnpacked_countsUnpacked() throws Exception {
        Buffer packed = new Buffer();
        try (BufferedSink json = Okio.buffer(new GzipSink(packed))) {
            json.writeUtf8(BEGIN);
            for (int i = 0; i < LIMIT; i++) {
                json.writeUtf8(DEVICE).writeUtf8(",");
            }
            json.writeUtf8(DEVICE).writeUtf8("]}]}}");
        }
        assertThat(packed.size()).isLessThan(LIMIT);
        service.server.enqueue(new MockResponse.Builder()
                .setHeader("Content-Encoding", "gzip")
                .body(packed)
                .build());

        assertThat(failureOfStatus()).hasMessage("status t-1 got an answer that cannot be understood: " + TOO_LARGE);
    }

    @Test
    void statusOfTheVeryLimit_isRead() {
        String answer = BEGIN + DEVICE + "]}]}}";
        service.answer(200, answer + " ".repeat(LIMIT - answer.length()));

        assertThat(client.status(ScriptedService.STATUS).state()).isEqualTo(TransactionState.COMPLETE);
    }

    @Test
    void receiptWithoutEnd_leavesTheOutcomeUnknown() {
        answer(200, "{\"transactionId\":\"t-1\",\"state\":\"Progress\",\"code\":2000000,\"more\":[", "0,");

        KdpException e = catchThrowableOfType(KdpException.class, () -> client.upload(ScriptedService.UPLOAD));

        assertThat(e).hasMessage("upload t-1 got an answer that cannot be understood: " + TOO_LARGE);
        assertThat(e.mayHaveTakenEffect()).isTrue();
    }

    @Test
    void receiptWithoutEnd_isSettledByTheStatus() {
        try (Gen2Client settling = service.builder()
                .resilience(settings().toBuilder().attempts(2).build())
                .build()) {
            answer(200, "{\"more\":[", "0,");
            service.answer(200, BEGIN + DEVICE + "]}]}}");

            assertThat(settling.upload(ScriptedService.UPLOAD).transaction()).isEqualTo(ScriptedService.TRANSACTION);
        }
    }

    /** An error's unknown fields are skipped; one of them may be as long as it likes. */
    @ParameterizedTest
    @ValueSource(
            strings = {"{\"code\":50000000,\"detail\":\"", "{\"code\":50000000,\"data\":\"", "{\"", "<html>", "    "})
    void endlessError_isAnErrorAllTheSame(String begin) {
        answer(500, begin, "aaaaaaaaaaaaaaaa");

        KdpException e = failureOfStatus();

        assertThat(e.httpStatus()).as(e.getMessage()).isEqualTo(500);
    }

    /** Nothing of it is of interest, and its connection is closed. */
    @Test
    void endlessBodyOfAnotherGoodStatus_isLeft() {
        answer(202, "{", "a");

        assertThat(failureOfStatus())
                .hasMessage(
                        "status t-1 got an answer that cannot be understood: it has another status than 200 [HTTP 202]");
    }

    @Test
    void endlessToken_isNotReadBeyondTheLimit() {
        try (Gen2Client buying = service.builder()
                .resilience(settings())
                .tokens(TokenSource.oauth2("client", "secret"))
                .build()) {
            answer(200, "{\"access_token\":\"", "aaaaaaaaaaaaaaaa");

            assertThatThrownBy(() -> buying.status(ScriptedService.STATUS))
                    .hasMessage("status t-1 got no answer: no token: token request got an answer that cannot be"
                            + " understood: " + TOO_LARGE);
        }
    }
}
