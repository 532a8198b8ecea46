package io.github.kdpbridge.benchmarks.jmh;

import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.gen2client.Gen2Client;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
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

/**
 * One upload over loopback: what legacy code has today, the same code behind the interceptor, and the native client. The
 * service is a stub in another process, whose address is {@code -Dkdp.stub}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
// With less, the compiler is what is measured: the bridge has more code than what it is compared with.
@Warmup(iterations = 1, time = 10)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class UploadBenchmark {
    /** How many devices the upload names. */
    @Param({"1", "30", "1000", "100000"})
    public int devices;

    private final OkHttpClient plain = new OkHttpClient();
    private final LegacyService bare = LegacyService.at(Entrances.stub(), plain);
    private final OkHttpClient plainAndPrompt =
            new OkHttpClient.Builder().socketFactory(new PromptSockets()).build();
    private final LegacyService prompt = LegacyService.at(Entrances.stub(), plainAndPrompt);
    private final Gen2Client program = Entrances.client();
    private final LegacyService intercepted = Entrances.intercepted(program);
    private LegacyService.Upload legacyUpload = LegacyService.Upload.of(0);
    private UploadRequest upload = Loads.upload(0);
    private long uploads;

    /** Makes up the devices. */
    @Setup
    public void prepare() {
        legacyUpload = LegacyService.Upload.of(devices);
        upload = Loads.upload(devices);
    }

    /** Ends what runs in the background. */
    @TearDown
    public void close() {
        program.close();
        plain.connectionPool().evictAll();
        plainAndPrompt.connectionPool().evictAll();
    }

    /** Legacy code on Retrofit, whose client has the interceptor. */
    @Benchmark
    public Object interceptor() throws IOException {
        return Entrances.body(intercepted.upload(Loads.KEY, legacyUpload.named("T-" + uploads++)));
    }

    /** The native client. */
    @Benchmark
    public Receipt client() {
        return program.upload(upload);
    }

    /** Legacy code on Retrofit, as it is today: the same JSON to a service of generation 1. */
    @Benchmark
    public Object bareRetrofit() throws IOException {
        return Entrances.body(bare.upload(Loads.KEY, legacyUpload));
    }

    /**
     * The same without the wait for acknowledgements that OkHttp has by default, of up to 40 ms for bodies above 8 KiB:
     * the work alone, which is what the interceptor's is to be compared with.
     */
    @Benchmark
    public Object promptRetrofit() throws IOException {
        return Entrances.body(prompt.upload(Loads.KEY, legacyUpload));
    }
}
