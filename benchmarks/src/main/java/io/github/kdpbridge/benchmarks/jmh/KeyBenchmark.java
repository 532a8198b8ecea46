package io.github.kdpbridge.benchmarks.jmh;

import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Response;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** How the look-up of a key grows with the resellers: an upload of one device, over a program that answers at once. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Benchmark)
public class KeyBenchmark {
    /** How many resellers there are, each with a key. */
    @Param({"1", "10", "100", "1000"})
    public int resellers;

    private final Receipt receipt = new Receipt(Loads.TRANSACTION, TransactionState.PROGRESS);
    private final Gen1Request request = new Gen1Request(
            "PUT",
            "/bulkenroll/v1/reseller/devices",
            null,
            Map.of(Gen1Handler.KEY_HEADER, Loads.KEY),
            Loads.gen1Upload(1));
    private Gen1Handler handler = Gen1Handler.of(new InstantProgram(receipt));

    /** Opens the accounts, the one that is asked for last. */
    @Setup
    public void prepare() {
        Gen1Handler.Builder builder = Gen1Handler.builder();
        for (int i = 1; i < resellers; i++) {
            builder.account(Loads.KEY + i, new InstantProgram(ResellerId.of("468" + (i + 1_000_000)), receipt));
        }
        handler = builder.account(Loads.KEY, new InstantProgram(receipt)).build();
    }

    /** Answers one upload. */
    @Benchmark
    public Gen1Response handle() {
        return handler.handle(request);
    }
}
