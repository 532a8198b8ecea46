package io.github.kdpbridge.benchmarks.jmh;

import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen1facade.wire.WriteDto;
import io.github.kdpbridge.gen1facade.wire.WriteReader;
import io.github.kdpbridge.gen2client.Gen2Client;
import java.util.List;
import java.util.Map;
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

/** The parts of an upload whose cost depends on its devices, each alone. Nothing is sent. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class PartsBenchmark {
    /** How many devices the upload names. */
    @Param({"1", "1000"})
    public int devices;

    private final Gen1Profile profile = Gen1Profile.standard();
    private final Gen1Handler handler =
            Gen1Handler.of(new InstantProgram(new Receipt(Loads.TRANSACTION, TransactionState.PROGRESS)));
    private final Gen2Client inMemory = Entrances.clientInMemory(
            ByteString.encodeUtf8("{\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"}"));
    private final Gen1Handler whole = Gen1Handler.of(inMemory);
    private ByteString body = ByteString.EMPTY;
    private Gen1Request request = request(body);
    private UploadRequest upload = Loads.upload(0);
    private Devices checked = Devices.imeis(List.of());
    private long uploads;

    /** Makes up the devices. */
    @Setup
    public void prepare() {
        body = Loads.gen1Upload(devices);
        request = request(body);
        upload = Loads.upload(devices);
        checked = upload.devices();
    }

    private static Gen1Request request(ByteString body) {
        return new Gen1Request(
                "PUT",
                "/bulkenroll/v1/reseller/devices",
                null,
                Map.of(Gen1Handler.KEY_HEADER, Loads.KEY, "Content-Type", "application/json; charset=UTF-8"),
                body);
    }

    /** Ends what runs in the background. */
    @TearDown
    public void close() {
        inMemory.close();
    }

    /** Reads the body of generation 1. */
    @Benchmark
    public WriteDto decode() {
        return WriteReader.read(body, profile);
    }

    /** Reads, translates and answers, over a program that answers at once. */
    @Benchmark
    public Gen1Response handle() {
        return handler.handle(request);
    }

    /** Judges the identifiers. */
    @Benchmark
    public List<String> check() {
        return DeviceCheck.standard().problems(checked);
    }

    /** The native client over a transport that answers from memory: the JSON of generation 2, gates, token, OkHttp. */
    @Benchmark
    public Receipt client() {
        return inMemory.upload(upload);
    }

    /** All that happens in the process: the handler over that client. A repeat would be answered from memory. */
    @Benchmark
    public Gen1Response whole() {
        return whole.handle(request(Loads.gen1Upload("T-" + uploads++, body)));
    }
}
