package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.OPERATOR_1;
import static io.github.kdpbridge.gateway.migration.Migrating.UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.reflect.Reflection;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.InMemoryRoutes;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The threads that drive moves. */
class MovesTest {
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    private final InMemoryRoutes routes = new InMemoryRoutes(Clock.systemUTC(), (unit, side) -> true);
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean isAway;

    private Routes reached() {
        return Reflection.newProxy(Routes.class, (proxy, method, arguments) -> {
            if (isAway) {
                failures.incrementAndGet();
                throw new LedgerException("the database does not answer", new IllegalStateException());
            }
            try {
                return method.invoke(routes, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    /** Both threads meet the failure, several times; each tells of it once. */
    @Test
    @ExpectedLog("no customer moves now: the database does not answer")
    @ExpectedLog("the phases of customers cannot be read, so lists go by the last ones: the database does not answer")
    void failureOfTheDatabase_isSurvived() {
        try (Moves moves = new Moves(reached(), new Plans(Duration.ofSeconds(5)), (unit, most) -> List.of())) {
            moves.follow(List.of(Migrating.account(knox, "http://old.example", Phase.SHADOW)));
            moves.start();
            routes.see(UNIT, Phase.SHADOW);
            isAway = true;
            Migrating.await("both threads failed", () -> failures.get() >= 5);
            routes.begin(UNIT, 0, Move.forward(Phase.SHADOW, Phase.CANARY, OPERATOR_1));

            isAway = false;

            Migrating.await("flip", () -> routes.find(UNIT).orElseThrow().phase() == Phase.CANARY);
            Migrating.await("view of it", () -> !moves.isUnmoved(Migrating.RESELLER));
        }
    }

    @Test
    void accountsThatDoNotMigrate_needNoThread() {
        try (Moves moves = Moves.none()) {
            moves.follow(List.of(Migrating.generation2(knox)));
            moves.start();

            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("kdp-mover", "kdp-routes");
        }
    }
}
