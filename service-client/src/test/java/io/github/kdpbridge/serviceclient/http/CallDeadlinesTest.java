package io.github.kdpbridge.serviceclient.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testnetwork.SilentProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
final class CallDeadlinesTest {
    private static final Duration LONGEST = Duration.ofMillis(1200);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final MockResponse GOOD =
            new MockResponse.Builder().body("good").build();
    private static final MockResponse SILENT = new MockResponse.Builder()
            .onResponseStart(SocketEffect.Stall.INSTANCE)
            .build();

    private final MockWebServer server = new MockWebServer();
    private final OkHttpClient http =
            Transport.standard(Resilience.builder().requestTimeout(LONGEST).build());

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        http.connectionPool().evictAll();
        server.close();
    }

    private static Call call(OkHttpClient http, HttpUrl url) {
        return http.newCall(new Request.Builder().url(url).build());
    }

    private Call call() {
        return call(http, server.url("/"));
    }

    private static String answer(Call call) throws IOException {
        try (Response response = call.execute()) {
            return response.body().string();
        }
    }

    @Test
    void answerThatTrickles_isEnded() {
        server.enqueue(new MockResponse.Builder()
                .body("never as a whole")
                .throttleBody(1, 200, TimeUnit.MILLISECONDS)
                .build());
        Call call = call();

        assertThatThrownBy(() -> answer(call)).isInstanceOf(IOException.class);

        assertThat(call.isCanceled()).isTrue();
    }

    @Test
    void silence_isEndedEachTime() throws Exception {
        for (int i = 0; i < 2; i++) {
            server.enqueue(SILENT);
            server.enqueue(GOOD);
            Call silent = call();

            assertThatThrownBy(() -> answer(silent)).isInstanceOf(IOException.class);

            assertThat(silent.isCanceled()).isTrue();
            assertThat(answer(call())).isEqualTo("good");
        }
    }

    @Test
    void silenceAfterAQuietTime_isEnded() throws Exception {
        server.enqueue(GOOD);
        answer(call());
        server.enqueue(new MockResponse.Builder()
                .headersDelay(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .build());
        answer(call(new OkHttpClient(), server.url("/")));
        server.enqueue(SILENT);
        Call silent = call();

        assertThatThrownBy(() -> answer(silent)).isInstanceOf(IOException.class);

        assertThat(silent.isCanceled()).isTrue();
    }

    @Test
    void answerWithinTheWholeTime_mayPauseLongerThanSilenceBeforeItsBegin() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .body("late")
                .bodyDelay(LONGEST.multipliedBy(2).dividedBy(3).toMillis(), TimeUnit.MILLISECONDS)
                .build());

        assertThat(answer(call())).isEqualTo("late");
    }

    @Test
    void deadHttp2Connection_isReplaced() throws Exception {
        server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
        OkHttpClient http2 = http.newBuilder()
                .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                .build();
        for (int i = 0; i < 20; i++) {
            server.enqueue(GOOD);
        }
        try (SilentProxy path = new SilentProxy(server.getPort())) {
            HttpUrl url = HttpUrl.get("http://127.0.0.1:" + path.port());
            assertThat(answer(call(http2, url))).isEqualTo("good");
            path.silenceThoseThatAreOpen();

            int failures = 0;
            while (failures < 10 && !isAnswered(call(http2, url))) {
                failures++;
            }

            assertThat(failures).isBetween(1, 9);
        }
    }

    private static boolean isAnswered(Call call) {
        try {
            return answer(call).equals("good");
        } catch (IOException e) {
            return false;
        }
    }

    /** What looks after the calls is begun once, however often its thread could not be started before. */
    @Test
    void threadThatCannotBeStarted_isAskedForAgain_andOneTaskLooksAfterAllCalls() throws Exception {
        AtomicBoolean exhausted = new AtomicBoolean(true);
        ScheduledThreadPoolExecutor watch = CallDeadlines.watch(work -> {
            if (exhausted.get()) {
                throw new OutOfMemoryError("unable to create native thread: made up");
            }
            return new Thread(work);
        });
        try {
            OkHttpClient watched = http.newBuilder()
                    .eventListenerFactory(new CallDeadlines(NEVER, NEVER, watch))
                    .build();
            for (int i = 0; i < 2; i++) {
                Call call = call(watched, server.url("/"));
                assertThatThrownBy(() -> answer(call)).isExactlyInstanceOf(OutOfMemoryError.class);
            }
            exhausted.set(false);
            server.enqueue(GOOD);

            assertThat(answer(call(watched, server.url("/")))).isEqualTo("good");

            assertThat(watch.getQueue()).hasSize(1);
        } finally {
            watch.shutdownNow();
        }
    }
}
