package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.OPERATOR_1;
import static io.github.kdpbridge.gateway.migration.Migrating.RESELLER;
import static io.github.kdpbridge.gateway.migration.Migrating.UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.reflect.Reflection;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.InMemoryRoutes;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists go by phases that were read a moment ago. */
class SeenRoutesTest {
    private static final DeviceQuery DEVICES =
            new DeviceQuery(CustomerId.of(Migrating.CUSTOMER), null, PageRequest.first());

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    private final InMemoryRoutes routes = new InMemoryRoutes(Clock.systemUTC(), (unit, side) -> true);
    private final Plans plans = new Plans(Duration.ofSeconds(5));
    private boolean isAway;
    private SeenRoutes seen;

    @BeforeEach
    void follow() {
        seen = new SeenRoutes(reached(), plans, Clock.systemUTC());
        plans.follow(List.of(Migrating.account(knox, "http://old.example", Phase.GEN1)));
        seen.follow(RESELLER);
    }

    /** The routes, as long as the ledger can be reached. */
    private Routes reached() {
        return Reflection.newProxy(Routes.class, (proxy, method, arguments) -> {
            if (isAway) {
                throw new LedgerException("the database does not answer", new IllegalStateException());
            }
            try {
                return method.invoke(routes, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private void read() {
        routes.begin(UNIT, 0, Move.forward(Phase.GEN1, Phase.SHADOW, OPERATOR_1));
        routes.begin(UNIT, 1, Move.forward(Phase.SHADOW, Phase.READS, OPERATOR_1));
    }

    @Test
    void list_followsItsCustomer_andIsPinnedToItsFirstPhase() {
        assertThat(seen.sideOf(RESELLER, DEVICES)).isEqualTo(Generation.GEN1);
        assertThat(routes.find(UNIT)).as("a list does not wait for the ledger").isEmpty();
        seen.refresh();
        assertThat(routes.find(UNIT)).contains(Route.first(UNIT, Phase.GEN1));
        read();
        assertThat(seen.sideOf(RESELLER, DEVICES)).as("not read yet").isEqualTo(Generation.GEN1);

        seen.refresh();

        assertThat(seen.sideOf(RESELLER, DEVICES)).isEqualTo(Generation.GEN2);
        assertThat(seen.sideOf(RESELLER, CustomerQuery.all())).isEqualTo(Generation.GEN1);
        assertThat(routes.all(RESELLER)).extracting(Route::unit).containsExactly(Unit.account(RESELLER), UNIT);
    }

    @Test
    @ExpectedLog("the phases of customers cannot be read, so lists go by the last ones: the database does not answer")
    void ledgerOutOfReach_leavesTheLastPhases() {
        seen.sideOf(RESELLER, DEVICES);
        seen.refresh();
        read();
        seen.refresh();
        isAway = true;
        seen.refresh();
        seen.refresh();

        assertThat(seen.sideOf(RESELLER, DEVICES)).isEqualTo(Generation.GEN2);

        isAway = false;
        routes.begin(UNIT, 2, Move.back(Phase.READS, OPERATOR_1));
        seen.refresh();
        assertThat(seen.sideOf(RESELLER, DEVICES)).isEqualTo(Generation.GEN1);
    }

    @Test
    void account_isUnmovedUntilTheWritesOfACustomerMove() {
        assertThat(seen.isUnmoved(RESELLER)).isTrue();
        routes.see(UNIT, Phase.GEN1);
        read();
        seen.refresh();
        assertThat(seen.isUnmoved(RESELLER)).as("only lists moved").isTrue();
        routes.begin(UNIT, 2, new Move(Phase.READS, Phase.CANARY, Move.Kind.NOW, OPERATOR_1));
        seen.refresh();
        assertThat(seen.isUnmoved(RESELLER)).isFalse();
    }

    @Test
    void accountThatDoesNotMigrate_isServedByGeneration2() {
        ResellerId other = ResellerId.of("4680000926");

        assertThat(seen.sideOf(other, DEVICES)).isEqualTo(Generation.GEN2);
        assertThat(seen.isUnmoved(other)).isFalse();
    }

    /** Callers may invent customers faster than they are recorded. */
    @Test
    void inventedCustomers_takeNoMemory() {
        for (int i = 0; i < 3000; i++) {
            DeviceQuery invented = new DeviceQuery(CustomerId.of("13000" + i), null, PageRequest.first());
            assertThat(seen.sideOf(RESELLER, invented)).isEqualTo(Generation.GEN1);
        }
        seen.refresh();

        assertThat(routes.all(RESELLER)).hasSize(1001);
    }
}
