package io.github.kdpbridge.core.migration;

import static io.github.kdpbridge.core.migration.Causes.OPERATOR_1;
import static io.github.kdpbridge.core.migration.Causes.UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.error.Generation;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InMemoryRoutesTest {
    /** A claim that read the route before the flip would be recorded after it, and the flip would not see it. */
    @Test
    void write_isNeverRecordedForTheSideThatItsUnitLeft() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 200; round++) {
                Set<Generation> open = ConcurrentHashMap.newKeySet();
                InMemoryRoutes routes = new InMemoryRoutes(Clock.systemUTC(), (unit, side) -> !open.contains(side));
                routes.see(UNIT, Phase.SHADOW);
                routes.begin(UNIT, 0, Move.forward(Phase.SHADOW, Phase.CANARY, OPERATOR_1));
                routes.hold(UNIT, 1);
                CyclicBarrier start = new CyclicBarrier(2);
                Future<Boolean> flip = threads.submit(() -> {
                    start.await();
                    return routes.flip(UNIT, 1);
                });
                Future<Boolean> claim = threads.submit(() -> {
                    start.await();
                    return routes.claim(UNIT, Phase.GEN1, route -> open.add(route.writes()));
                });

                assertThat(claim.get()).isTrue();
                assertThat(open).containsExactly(flip.get() ? Generation.GEN2 : Generation.GEN1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void drain_isAskedForTheSideThatServes() {
        InMemoryRoutes routes = new InMemoryRoutes(Clock.systemUTC(), (unit, side) -> side == Generation.GEN2);
        routes.see(UNIT, Phase.SHADOW);

        assertThat(routes.isDrained(UNIT)).isFalse();
        routes.begin(UNIT, 0, new Move(Phase.SHADOW, Phase.CANARY, Move.Kind.NOW, OPERATOR_1));
        assertThat(routes.isDrained(UNIT)).isTrue();
    }
}
