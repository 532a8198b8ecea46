package io.github.kdpbridge.gen1facade;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private static final int ROUNDS = 20;
    /**
     * Seen 21,400 on Java 25 with the quick compiler, which the tests run with, and which leaves no object out. Some 300 of
     * them are the id that each call has, and the stages that count it until it ends, so that a program can stop in order.
     */
    private static final long MOST_FOR_ONE = 21_700;
    /**
     * Seen 34: the 15 bytes of its text and three marks, some of the buffers, and 8 to see whether it is there twice.
     */
    private static final long MOST_FOR_EACH_FURTHER = 40;
    /** Seen 153: the identifier, the two objects around it, and its place in the list and the text. */
    private static final long MOST_FOR_EACH_OF_A_STATUS = 180;

    private final Gen2Client client = Gen2Client.builder(ResellerId.of("4680000925"))
            .tokens(context -> {
                Instant now = context.clock().instant();
                return new Token("Authorization", "Bearer made-up-token", now, now.plus(Duration.ofHours(1)));
            })
            .http(new OkHttpClient.Builder().addInterceptor(this::take).build())
            .resilience(Resilience.builder().requestsPerSecond(1_000_000).build())
            .build();
    private final Gen1Handler handler =
            Gen1Handler.builder().account("made-up-key", client).build();
    /** What the service says next. */
    private ByteString answer = ByteString.EMPTY;

    /** A request, and what the service says of it. */
    private record Exchange(Gen1Request request, ByteString answer) {}

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void uploadOfOneDevice_allocatesLittle() {
        assertAllocates("an upload of one device", bytes(i -> upload(i, 1), 3_000), MOST_FOR_ONE);
    }

    @Test
    void uploadOfManyDevices_allocatesLittleForEach() {
        long one = bytes(i -> upload(i, 1), 3_000);
        long thousand = bytes(i -> upload(1_000_000 + i, 1_000), 500);

        assertAllocates("each further device of an upload", (thousand - one) / 999, MOST_FOR_EACH_FURTHER);
    }

    /** The service names no device, as none failed; the memory of the handler names all. */
    @Test
    void statusOfManyDevices_allocatesLittleForEach() {
        accept(upload(1, 1));
        accept(upload(2, 1_000));

        long one = bytes(i -> status(1), 3_000);
        long thousand = bytes(i -> status(2), 500);

        assertAllocates("each further device of a status", (thousand - one) / 999, MOST_FOR_EACH_OF_A_STATUS);
    }

    private static void assertAllocates(String what, long bytes, long most) {
        assertThat(bytes)
                .as(
                        "%s allocates %d bytes, and may allocate %d. Something on its way is new, or is copied that was"
                                + " not: look for it with a profiler of allocations (-prof gc of PartsBenchmark says"
                                + " which part), and fix it. If it is worth its price, raise the limit, and say why",
                        what, bytes, most)
                .isLessThanOrEqualTo(most);
    }

    /** Returns what a request allocates once the compiler is through with it: the least of several rounds. */
    private long bytes(IntFunction<Exchange> exchanges, int warmUp) {
        for (int i = 0; i < warmUp; i++) {
            accept(exchanges.apply(i));
        }
        int calls = warmUp / 10;
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            int from = warmUp + round * calls;
            List<Exchange> next =
                    IntStream.range(from, from + calls).mapToObj(exchanges).toList();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            next.forEach(this::accept);
            least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / calls);
        }
        return least;
    }

    private Response take(Interceptor.Chain chain) throws IOException {
        RequestBody body = chain.request().body();
        if (body != null) {
            try (BufferedSink nowhere = Okio.buffer(Okio.blackhole())) {
                body.writeTo(nowhere);
            }
        }
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create(answer, JSON))
                .build();
    }

    private void accept(Exchange exchange) {
        answer = exchange.answer();
        Gen1Response response = handler.handle(exchange.request());
        if (response.status() != 200) {
            throw new AssertionError("refused: " + response.body().utf8());
        }
    }

    /** Each upload has an id of its own: a repeat would not be sent. */
    private static Exchange upload(int number, int devices) {
        String id = "T-" + number;
        String list = IntStream.range(0, devices)
                .mapToObj(device -> "\"" + imei(device) + "\"")
                .collect(Collectors.joining(","));
        return new Exchange(
                new Gen1Request(
                        "PUT",
                        "/bulkenroll/v1/reseller/devices",
                        null,
                        Map.of(Gen1Handler.KEY_HEADER, "made-up-key"),
                        ByteString.encodeUtf8("{\"transactionId\":\"" + id + "\",\"resellerId\":\"4680000925\","
                                + "\"customerId\":\"5680000925\",\"devices\":{\"type\":\"IMEI\",\"list\":[" + list
                                + "]}}")),
                ByteString.encodeUtf8("{\"transactionId\":\"" + id
                        + "\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\","
                        + "\"operationType\":\"UPLOAD\"}"));
    }

    private static String imei(int number) {
        String digits = "3518%010d".formatted(number);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int doubled = Character.digit(digits.charAt(i), 10) * (1 + i % 2);
            sum += doubled / 10 + doubled % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }

    private static Exchange status(int number) {
        return new Exchange(
                new Gen1Request(
                        "GET",
                        "/bulkenroll/v1/reseller/devices/status",
                        "resellerId=4680000925&transactionId=T-" + number,
                        Map.of(Gen1Handler.KEY_HEADER, "made-up-key"),
                        ByteString.EMPTY),
                ByteString.encodeUtf8("{\"devices\":{\"totalCount\":1,\"totalPage\":1,\"pageNum\":0,\"transactions\":["
                        + "{\"transactionId\":\"T-" + number
                        + "\",\"state\":\"Complete\",\"type\":\"Put\",\"operationType\":\"UPLOAD\"}]}}"));
    }
}
