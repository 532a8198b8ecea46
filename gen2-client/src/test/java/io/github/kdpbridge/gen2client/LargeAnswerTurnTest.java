package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.http.Transport;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large answers take turns, those of all clients of this process together, and one that gets none is no wrong answer. */
@Timeout(60)
class LargeAnswerTurnTest {
    private static final String NO_TURN = "the answer is larger than 1048576 bytes, and for PT0.05S as many others of"
            + " that size were being read as the heap allows for: try again, with fewer large requests at once";
    private static final String SPACE = " ".repeat(3 << 20);
    private static final String STATUS = "{\"devices\":{\"totalCount\":1,\"totalPage\":1,\"transactions\":"
            + "[{\"transactionId\":\"t-1\",\"state\":\"Complete\",\"type\":\"Put\"}]}}";
    private static final String RECEIPT =
            "{\"transactionId\":\"t-1\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"";

    private final ScriptedService service = new ScriptedService();
    private final List<ResponseBody> held = new ArrayList<>();
    private boolean largeStatus;

    @BeforeEach
    void script() {
        service.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String target = String.valueOf(request.getTarget());
                String body = target.contains("status") ? (largeStatus ? SPACE : "") + STATUS : SPACE + RECEIPT + "}";
                return new MockResponse.Builder().body(body).build();
            }
        });
    }

    @AfterEach
    void stop() {
        release();
        service.close();
    }

    private static Resilience settings(int attempts) {
        return Resilience.builder()
                .attempts(attempts)
                .firstPause(Duration.ofMillis(1))
                .patience(Duration.ofMillis(50))
                .breakerWindow(2)
                .build();
    }

    private Gen2Client client(int attempts) {
        return service.builder().resilience(settings(attempts)).build();
    }

    /** Has as many large answers begun as may be read at once, each by a client of its own. */
    private void takeAllTurns() throws IOException {
        long turns = Math.max(2, Runtime.getRuntime().maxMemory() / (128 << 20));
        for (long turn = 0; turn < turns; turn++) {
            OkHttpClient client =
                    Transport.once(new OkHttpClient(), chain -> chain.proceed(chain.request()), settings(1));
            ResponseBody body = client.newCall(new Request.Builder()
                            .url(service.server.url("/large"))
                            .build())
                    .execute()
                    .body();
            held.add(body);
            body.source().require(2 << 20);
        }
    }

    private void release() {
        held.forEach(ResponseBody::close);
        held.clear();
    }

    private static UnreachableException failureOfStatus(Gen2Client client) {
        return catchThrowableOfType(UnreachableException.class, () -> client.status(ScriptedService.STATUS));
    }

    @Test
    void largeStatusWithoutATurn_isAskedForAgainLater() throws Exception {
        largeStatus = true;
        try (Gen2Client client = client(1)) {
            takeAllTurns();

            UnreachableException e = failureOfStatus(client);

            assertThat(e).hasMessage("status t-1 got an answer that was not read: " + NO_TURN);
            assertThat(e.mayHaveTakenEffect()).isFalse();
            release();
            assertThat(client.status(ScriptedService.STATUS).complete()).isTrue();
        }
    }

    /** Repeats would have the service send what nobody can take, and a breaker would stop the small answers too. */
    @Test
    void largeStatusWithoutATurn_isNotRepeatedAndNotTheServicesFault() throws Exception {
        largeStatus = true;
        try (Gen2Client client = client(4)) {
            takeAllTurns();
            int before = service.server.getRequestCount();

            for (int call = 0; call < 3; call++) {
                assertThat(failureOfStatus(client)).isNotNull();
            }

            assertThat(service.server.getRequestCount() - before).isEqualTo(3);
            largeStatus = false;
            assertThat(client.status(ScriptedService.STATUS).complete()).isTrue();
        }
    }

    @Test
    @ExpectedLog("upload t-1: the answer was lost; the service knows the transaction, so it is done")
    void largeReceiptWithoutATurn_isSettledByTheStatus() throws Exception {
        try (Gen2Client client = client(2)) {
            takeAllTurns();

            Receipt receipt = client.upload(ScriptedService.UPLOAD);

            assertThat(receipt.state()).isEqualTo(TransactionState.PROGRESS);
        }
    }

    @Test
    void largeReceiptWithoutATurn_mayHaveTakenEffect() throws Exception {
        try (Gen2Client client = client(1)) {
            takeAllTurns();

            KdpException e = catchThrowableOfType(KdpException.class, () -> client.upload(ScriptedService.UPLOAD));

            assertThat(e).hasMessage("upload t-1 got an answer that was not read: " + NO_TURN);
            assertThat(e.mayHaveTakenEffect()).isTrue();
        }
    }
}
