package io.github.kdpbridge.benchmarks.jmh;

import io.github.kdpbridge.gen2client.Gen2Client;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okio.ByteString;
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
 * How a request grows with its devices, through the interceptor. Uploads go to the stub of {@code -Dkdp.stub}; what the
 * service says of so many devices comes from memory, and costs no socket. With the collector that the gateway has: for
 * Java's usual one, answers of a million devices leave too much in one piece.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsPrepend = "-XX:+UseParallelGC")
// With less, the compiler is what is measured, and memory that it makes needless.
@Warmup(iterations = 1, time = 6)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ScaleBenchmark {
    /** An upload, over the stub. */
    @State(Scope.Benchmark)
    public static class Uploading {
        /** How many devices there are. */
        @Param({"1", "100", "10000", "1000000"})
        public int devices;

        private final Gen2Client program = Entrances.client();
        private final LegacyService service = Entrances.intercepted(program);
        private LegacyService.Upload upload = LegacyService.Upload.of(0);
        private long uploads;

        /** Makes up the devices. */
        @Setup
        public void prepare() {
            upload = LegacyService.Upload.of(devices);
        }

        /** Ends what runs in the background. */
        @TearDown
        public void close() {
            program.close();
        }
    }

    /** A transaction that is complete. */
    @State(Scope.Benchmark)
    public static class Asking {
        /** How many devices there are. */
        @Param({"1", "100", "10000", "1000000"})
        public int devices;

        private Gen2Client program = Entrances.clientInMemory(ByteString.EMPTY);
        private LegacyService service = Entrances.intercepted(program);

        /** Makes up the devices. */
        @Setup
        public void prepare() {
            program.close();
            program = Entrances.clientInMemory(Loads.gen2Status(devices));
            service = Entrances.intercepted(program);
        }

        /** Ends what runs in the background. */
        @TearDown
        public void close() {
            program.close();
        }
    }

    /** A list in one page. */
    @State(Scope.Benchmark)
    public static class Listing {
        /** How many devices there are. */
        @Param({"1", "100", "10000", "1000000"})
        public int devices;

        private Gen2Client program = Entrances.clientInMemory(ByteString.EMPTY);
        private LegacyService service = Entrances.intercepted(program);

        /** Makes up the devices. */
        @Setup
        public void prepare() {
            program.close();
            program = Entrances.clientInMemory(Loads.gen2List(devices));
            service = Entrances.intercepted(program);
        }

        /** Ends what runs in the background. */
        @TearDown
        public void close() {
            program.close();
        }
    }

    /** Uploads them all in one request. */
    @Benchmark
    public Object upload(Uploading with) throws IOException {
        return Entrances.body(with.service.upload(Loads.KEY, with.upload.named("T-" + with.uploads++)));
    }

    /** Asks for the state of them all. */
    @Benchmark
    public Object status(Asking with) throws IOException {
        return Entrances.body(with.service.status(Loads.KEY, Loads.RESELLER.value(), Loads.TRANSACTION.value()));
    }

    /** Lists them all; generation 1 has no page of so many, but the service may answer with one. */
    @Benchmark
    public Object list(Listing with) throws IOException {
        return Entrances.body(with.service.devices(Loads.KEY, Loads.RESELLER.value()));
    }
}
