package io.github.kdpbridge.benchmarks.jmh;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.gen2client.Gen2Client;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Uploads of many callers at once through one native client, beside what a program on bare OkHttp and Moshi does without
 * retries, limits, checks and a token that has to be renewed. JMH's {@code -t} is the number of callers. The service is a stub
 * in another process, whose address is {@code -Dkdp.stub}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class ClientBenchmark {
    /**
     * How long as many callers as there are processors call before the measurement. With less, the compiler is what is measured:
     * the client has more code than what it is compared with. Many callers would keep the processors from the compiler for
     * minutes.
     */
    private static final Duration WARM_UP = Duration.ofSeconds(12);

    private static final MediaType JSON = MediaType.get("application/json; charset=UTF-8");

    /** How many devices an upload names. */
    @Param({"1", "30"})
    public int devices;

    private final Gen2Client program = Entrances.client();
    // As many connections are kept as there are callers; OkHttp keeps five unless told so.
    private final OkHttpClient http = new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(512, 5, TimeUnit.MINUTES))
            .build();
    private final String url = Entrances.stub() + "unnamed/kcs/v1/rp/devices/upload";
    private final Moshi moshi = new Moshi.Builder().build();
    private final JsonAdapter<Upload> requests = moshi.adapter(Upload.class);
    private final JsonAdapter<Answer> answers = moshi.adapter(Answer.class);
    private UploadRequest upload = Loads.upload(0);
    private Upload bareUpload = new Upload("", "", "", "", List.of());
    private ByteString bytes = ByteString.EMPTY;

    /** What generation 2 takes. */
    public record Upload(
            String transactionId, String resellerId, String customerId, String type, List<String> devices) {}

    /** What generation 2 answers. */
    public record Answer(String state, String code, String message) {}

    /** Makes up the devices, and warms the JVM up with what it is about to measure. */
    @Setup
    public void prepare(BenchmarkParams params) throws Exception {
        upload = Loads.upload(devices);
        bareUpload = new Upload(
                Loads.TRANSACTION.value(),
                Loads.RESELLER.value(),
                Loads.CUSTOMER.value(),
                "IMEI",
                Loads.imeis(devices));
        bytes = ByteString.encodeUtf8(requests.toJson(bareUpload));
        String benchmark = params.getBenchmark();
        switch (benchmark.substring(benchmark.lastIndexOf('.') + 1)) {
            case "client" -> warmUp(this::client);
            case "bareMoshi" -> warmUp(this::bareMoshi);
            default -> warmUp(this::bareOkHttp);
        }
    }

    private static void warmUp(Callable<?> call) throws Exception {
        int callers = Runtime.getRuntime().availableProcessors();
        long end = System.nanoTime() + WARM_UP.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            for (Future<?> caller : threads.invokeAll(Collections.nCopies(callers, () -> callUntil(end, call)))) {
                caller.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static @Nullable Object callUntil(long end, Callable<?> call) throws Exception {
        Object last = null;
        while (System.nanoTime() - end < 0) {
            last = call.call();
        }
        return last;
    }

    /** Ends what runs in the background. */
    @TearDown
    public void close() {
        program.close();
        http.connectionPool().evictAll();
    }

    /** The native client. */
    @Benchmark
    public Receipt client() {
        return program.upload(upload);
    }

    /** OkHttp and Moshi, and nothing around them. */
    @Benchmark
    public Object bareMoshi() throws IOException {
        Buffer json = new Buffer();
        requests.toJson(json, bareUpload);
        try (Response response = send(json.readByteString())) {
            return Objects.requireNonNull(answers.fromJson(response.body().source()), "answer");
        }
    }

    /** OkHttp alone, with a body that is there already and an answer that nobody reads: the ceiling of what is built on it. */
    @Benchmark
    public long bareOkHttp() throws IOException {
        try (Response response = send(bytes)) {
            return response.body().bytes().length;
        }
    }

    private Response send(ByteString json) throws IOException {
        return http.newCall(new Request.Builder()
                        .url(url)
                        .header("Authorization", "Bearer made-up-token")
                        .put(RequestBody.create(json, JSON))
                        .build())
                .execute();
    }
}
