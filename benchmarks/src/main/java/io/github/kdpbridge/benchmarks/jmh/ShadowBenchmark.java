package io.github.kdpbridge.benchmarks.jmh;

import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.ServiceLoad;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.RoutedMemory;
import io.github.kdpbridge.core.migration.RoutedMemory.Quiet;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.core.migration.shadow.InMemoryParity;
import io.github.kdpbridge.core.migration.shadow.ParityStore;
import io.github.kdpbridge.core.migration.shadow.Shadow;
import io.github.kdpbridge.core.migration.shadow.ShadowSettings;
import io.github.kdpbridge.core.migration.shadow.ShadowSide;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a caller's thread pays for the comparison of its answer: nothing is asked. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class ShadowBenchmark {
    private static final int QUESTIONS = 400;
    private static final DeviceQuery QUERY = DeviceQuery.of(Loads.CUSTOMER);

    /** How many devices the answer lists. */
    @Param({"1", "1000"})
    public int devices;

    private final ParityStore store = new InMemoryParity();
    private final RoutedMemory ledger =
            RoutedMemory.of(UnitKind.CUSTOMER, Phase.SHADOW, Quiet.STANDARD, Clock.systemUTC());
    private Page<ListedDevice> page = new Page<>(List.of(), 0L, 0);
    private Shadow keeping = shadow(1, 1000);
    private final Shadow full = shadow(1, 1);
    private final Shadow choosing = shadow(0, 1000);

    private Shadow shadow(double share, int queue) {
        ShadowSide side = new ShadowSide(Handlers.builder().build().program(Loads.RESELLER), new ServiceLoad() {
            @Override
            public boolean isAtEase() {
                return true;
            }

            @Override
            public int requestsPerSecond() {
                return 1;
            }
        });
        return Shadow.builder(side, side, ledger.units(Loads.RESELLER), store)
                .settings(new ShadowSettings(1, share, queue, List.of()))
                .build();
    }

    /** Makes up the devices. */
    @Setup
    public void prepare() {
        page = new Page<>(
                Loads.imeis(devices).stream()
                        .map(imei -> ListedDevice.of(DeviceId.imei(imei)))
                        .toList(),
                (long) devices,
                0);
    }

    /** Empties the queue. */
    @Setup(Level.Invocation)
    public void empty() {
        keeping = shadow(1, 1000);
    }

    private void answer(Shadow shadow) {
        for (int i = 0; i < QUESTIONS; i++) {
            shadow.answered(QUERY, Generation.GEN1, page, null);
        }
    }

    /** A question that is compared later. */
    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public void kept() {
        answer(keeping);
    }

    /** A question that finds no room. */
    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public void dropped() {
        answer(full);
    }

    /** A question that is not among those that are compared. */
    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public void notChosen() {
        answer(choosing);
    }
}
