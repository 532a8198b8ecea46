package io.github.kdpbridge.gen1facade;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.resilience.Resilience;
import io.github.kdpbridge.gen2client.token.Token;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import okio.ByteString;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What an upload and a status cost, in bytes that the calling thread allocates: a count, which a slow or busy machine does not
 * change. From the bytes of the request to those of the answer, with the native client in between, whose requests are
 * written and answered in memory.
 */
final class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final MediaType JSON = MediaType.get("application/json");
    private static final ByteString RECEIPT = ByteString.encodeUtf8(
            "{\"transactionId\":\"T-1\",\"state\":\"PROGRESS\",\"code\":\"2000000\",\"message\":\"SUCCESS\"}");
    /** What the service says of the transactions T-1 and T-1000. */
    private static final Map<String, ByteString> STATUSES = Stream.of(1, 1_000)
            .collect(Collectors.toUnmodifiableMap(devices -> "T-" + devices, AllocationTest::statusOf));

    private static final int ROUNDS = 20;
    /** Seen from 11,300 to 12,400, on JDK 17 and 25, with and without JaCoCo: it depends on the compiler's luck. */
    private static final long MOST_FOR_ONE = 18_000;
    /** Seen 25: the 15 bytes of its text, and some of the buffers. A string for each would take 56 more. */
    private static final long MOST_FOR_EACH_FURTHER = 32;
    /** Seen 231: the identifier, the two objects around it, and its place in the two lists and both texts. */
    private static final long MOST_FOR_EACH_OF_A_STATUS = 260;

    private final Gen2Client client = Gen2Client.builder(ResellerId.of("4680000925"))
            .tokens(context -> {
                Instant now = context.clock().instant();
                return new Token("Authorization", "Bearer made-up-token", now, now.plus(Duration.ofHours(1)));
            })
            .http(new OkHttpClient.Builder()
                    .addInterceptor(AllocationTest::take)
                    .build())
            .resilience(Resilience.builder().requestsPerSecond(1_000_000).build())
            .build();
    private final Gen1Handler handler =
            Gen1Handler.builder().account("made-up-key", client).build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void uploadOfOneDevice_allocatesLittle() {
        assertAllocates("an upload of one device", bytes(upload(1), 3_000), MOST_FOR_ONE);
    }

    @Test
    void uploadOfManyDevices_allocatesLittleForEach() {
        long one = bytes(upload(1), 3_000);
        long thousand = bytes(upload(1_000), 500);

        assertAllocates("each further device of an upload", (thousand - one) / 999, MOST_FOR_EACH_FURTHER);
    }

    @Test
    void statusOfManyDevices_allocatesLittleForEach() {
        long one = bytes(status(1), 3_000);
        long thousand = bytes(status(1_000), 500);

        assertAllocates("each further device of a status", (thousand - one) / 999, MOST_FOR_EACH_OF_A_STATUS);
    }

    private static void assertAllocates(String what, long bytes, long most) {
        assertThat(bytes)
                .as(
                        "%s allocates %d bytes, and may allocate %d. Something on its way is new, or is copied that was"
                                + " not: look for it with a profiler of allocations (-prof gc of PartsBenchmark says"
                                + " which part), and mend it. If it is worth its price, raise the limit, and say why",
                        what, bytes, most)
                .isLessThanOrEqualTo(most);
    }

    /** Returns what a request allocates once the compiler is through with it: the least of several rounds. */
    private long bytes(Gen1Request request, int warmUp) {
        for (int i = 0; i < warmUp; i++) {
            accept(request);
        }
        int calls = warmUp / 10;
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < calls; i++) {
                accept(request);
            }
            least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / calls);
        }
        return least;
    }

    private static Response take(Interceptor.Chain chain) throws IOException {
        RequestBody body = chain.request().body();
        if (body != null) {
            try (BufferedSink nowhere = Okio.buffer(Okio.blackhole())) {
                body.writeTo(nowhere);
            }
        }
        String asked = chain.request().url().queryParameter("transactionId");
        ByteString answer = asked == null ? RECEIPT : Objects.requireNonNull(STATUSES.get(asked));
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create(answer, JSON))
                .build();
    }

    private void accept(Gen1Request request) {
        Gen1Response response = handler.handle(request);
        if (response.status() != 200) {
            throw new AssertionError("refused: " + response.body().utf8());
        }
    }

    private static Gen1Request upload(int devices) {
        String list = IntStream.range(0, devices)
                .mapToObj(number -> "\"351800000000719\"")
                .collect(Collectors.joining(","));
        return new Gen1Request(
                "PUT",
                "/bulkenroll/v1/reseller/devices",
                null,
                Map.of(Gen1Handler.KEY_HEADER, "made-up-key"),
                ByteString.encodeUtf8("{\"transactionId\":\"T-1\",\"resellerId\":\"4680000925\","
                        + "\"customerId\":\"5680000925\",\"devices\":{\"type\":\"IMEI\",\"list\":[" + list + "]}}"));
    }

    private static Gen1Request status(int devices) {
        return new Gen1Request(
                "GET",
                "/bulkenroll/v1/reseller/devices/status",
                "resellerId=4680000925&transactionId=T-" + devices,
                Map.of(Gen1Handler.KEY_HEADER, "made-up-key"),
                ByteString.EMPTY);
    }

    private static ByteString statusOf(int devices) {
        String list = IntStream.range(0, devices)
                .mapToObj("{\"imei\":\"%015d\",\"code\":\"2000000\",\"message\":\"SUCCESS\"}"::formatted)
                .collect(Collectors.joining(","));
        return ByteString.encodeUtf8("{\"transactionId\":\"T-" + devices
                + "\",\"state\":\"Complete\",\"type\":\"Upload\",\"devices\":[" + list + "]}");
    }
}
