package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.RESELLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.migration.InMemoryRoutes;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.testfixtures.TestClock;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.lang.reflect.Proxy;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An account with a unit in a phase that only a later version knows: the routes count it, and do not return it. */
@Tag("one-jdk")
class LaterUnitsTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Unit KNOWN = Watched.unit("1300000001");

    @Test
    @ExpectedLog(
            "1 unit of reseller [0-9]+ cannot be read, and is not shown: only a later version of kdp-bridge knows its"
                    + " phase; update this one")
    void unitThatCannotBeRead_isToldOnce_andTheAccountCountsAsOneThatMoved() {
        Routes readable = new InMemoryRoutes(TestClock.at(NOON), (unit, side) -> true);
        readable.see(KNOWN, Phase.GEN1);
        Routes routes = (Routes) Proxy.newProxyInstance(
                Routes.class.getClassLoader(),
                new Class<?>[] {Routes.class},
                (proxy, method, arguments) -> method.getName().equals("census")
                        ? new Routes.Census(2, 3)
                        : method.invoke(readable, arguments));
        SeenAccount seen = new SeenAccount(RESELLER);

        seen.refresh(routes, NOON);
        seen.refresh(routes, NOON.plusSeconds(1));

        assertThat(seen.phase(KNOWN)).isEqualTo(Phase.GEN1);
        assertThat(seen.isOnGen1()).isFalse();
    }
}
