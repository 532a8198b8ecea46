package io.github.kdpbridge.compattests.heap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ascii;
import io.github.kdpbridge.compattests.process.ChildJvm;
import io.github.kdpbridge.compattests.process.Gen1Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service may answer with more than a small heap holds, to all callers at once. */
class LargeAnswersTest {
    private static final int CALLERS = 8;
    private static final int MILLION = 1_000_000;
    /** More than twice what the portal takes in one upload (documented), in 3 MiB. */
    private static final int MANY = 25_000;

    @TempDir
    private Path scratch;

    private final MockWebServer service = new MockWebServer();
    private final HttpClient http = HttpClient.newHttpClient();
    /** Opens when all answers are asked for. */
    private final CountDownLatch together = new CountDownLatch(CALLERS);

    private int devices = MILLION;

    @BeforeEach
    void start() throws IOException {
        service.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean small = String.valueOf(request.getTarget()).contains("small");
                return new MockResponse.Builder()
                        .body(new Status(small ? 1 : devices, small ? new CountDownLatch(0) : together))
                        .removeHeader("Content-Length") // the server writes -1 for a body without one
                        .onResponseEnd(new SocketEffect.CloseSocket())
                        .build();
            }
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    /** A complete transaction with so many failed devices. */
    private record Status(int devices, CountDownLatch together) implements MockResponseBody {
        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            together.countDown();
            try {
                together.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            sink.writeUtf8("{\"devices\":{\"totalCount\":1,\"transactions\":[{\"transactionId\":\"")
                    .writeUtf8(devices == 1 ? "small" : "large")
                    .writeUtf8("\",\"state\":\"Complete\",\"type\":\"Put\",\"devices\":[");
            for (int i = 0; i < devices; i++) {
                sink.writeUtf8(i == 0 ? "" : ",")
                        .writeUtf8("{\"imei\":\"" + (350_000_000_000_000L + i) + "\",\"code\":40000005,\"message\":"
                                + "\"DEVICE_DUPLICATE\",\"data\":\"The specified device already exists: number " + i
                                + ".\"}");
            }
            sink.writeUtf8("]}]}}");
        }
    }

    private CompletableFuture<HttpResponse<String>> status(URI gateway, String transaction) {
        return http.sendAsync(Gen1Request.status(transaction).to(gateway), BodyHandlers.ofString());
    }

    private static String shown(HttpResponse<String> answer) {
        return answer.statusCode() + " " + Ascii.truncate(answer.body(), 400, "…");
    }

    private List<String> askAtOnce(URI gateway) {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, CALLERS)
                .mapToObj(caller -> status(gateway, "large"))
                .toList();
        return answers.stream().map(answer -> shown(answer.join())).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {MANY, MILLION})
    void eightHugeStatusesAtOnce_leaveTheGatewayAliveAndAnswering(int failed) {
        devices = failed;
        try (ChildJvm gateway = ChildJvm.start(
                SmallGateway.class, scratch, service.url("/kcs/v1/rp").toString())) {
            URI url = URI.create(gateway.await("listening"));

            assertThat(askAtOnce(url)).allMatch(answer -> answer.startsWith(failed == MANY ? "200 " : "502 "));

            assertThat(shown(status(url, "small").join())).startsWith("200 ");
            assertThat(gateway.errors()).doesNotContain("OutOfMemoryError");
        }
    }

    @Test
    void hugeStatus_isToldInOneLine() {
        for (int i = 1; i < CALLERS; i++) {
            together.countDown();
        }
        try (ChildJvm gateway = ChildJvm.start(
                SmallGateway.class, scratch, service.url("/kcs/v1/rp").toString())) {
            URI url = URI.create(gateway.await("listening"));

            assertThat(status(url, "large").join().body())
                    .isEqualTo("{\"transactionId\":\"large\",\"code\":5000000,\"message\":"
                            + "\"INTERNAL_SERVER_ERROR\",\"data\":\"status large got an answer that cannot be understood:"
                            + " it is larger than 16777216 bytes: raise Resilience.Builder.answerLimit, or"
                            + " answerLimit in the gateway's configuration, if the service sends answers of that size [HTTP 200];"
                            + " nothing was done: send it again later\"}");
        }
    }
}
