package io.github.kdpbridge.browsertests;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Cause.Via;
import io.github.kdpbridge.core.migration.CutOver;
import io.github.kdpbridge.core.migration.Desk;
import io.github.kdpbridge.core.migration.GateJudge;
import io.github.kdpbridge.core.migration.GateLimits;
import io.github.kdpbridge.core.migration.InMemoryRoutes;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Mover;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Pins;
import io.github.kdpbridge.core.migration.Plan;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.core.migration.Wave;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.admin.Desks;
import io.github.kdpbridge.gateway.config.AdminAccess;
import io.github.kdpbridge.gateway.config.AdminAccess.Role;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.testfixtures.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A gateway whose account is half way, the same at each start but for the time of the day: twelve customers, one that a
 * rule brought back, one that moves, and one that wrote without a receipt.
 */
final class ShownSide implements AutoCloseable {
    static final String OPERATOR = "sim-token-of-operator-1";
    static final String VIEWER = "sim-token-of-viewer-1";
    static final String BROUGHT_BACK = customer(3);
    static final String READY = customer(6);

    private static final ResellerId RESELLER = ResellerId.of("4680000925");
    private static final ResellerId OTHER_RESELLER = ResellerId.of("4680000926");
    private static final int CUSTOMERS = 12;

    private final Instant start = Instant.now();
    private final TestClock clock = TestClock.at(start.minus(Duration.ofDays(21)));
    private final InMemoryRoutes routes = new InMemoryRoutes(clock, (unit, side) -> !unit.equals(unit(5)));
    private final Mover mover = new Mover(routes, CutOver.Limits.STANDARD);
    private final InMemoryLedger ledger = InMemoryLedger.keepingSides(InMemoryLedger.STANDARD_BYTES);
    private final Gateway gateway;

    /** A gateway with the account. */
    static ShownSide halfWay() {
        ShownSide side = new ShownSide();
        side.tell();
        side.serve(RESELLER);
        return side;
    }

    /** A gateway whose account has made no call yet. */
    static ShownSide atItsBeginning() {
        ShownSide side = new ShownSide();
        side.serve(OTHER_RESELLER);
        return side;
    }

    /** A gateway with both. */
    static ShownSide ofTwoAccounts() {
        ShownSide side = halfWay();
        side.serve(RESELLER, OTHER_RESELLER);
        return side;
    }

    /** A gateway on which no account migrates. */
    ShownSide() {
        DeploymentProgram program = Handlers.builder().build().program(RESELLER);
        this.gateway = Gateway.start(GatewayConfig.builder()
                .anyKey(program)
                .admin(HostAndPort.fromParts("127.0.0.1", 0))
                .adminAccess(new AdminAccess("operator-1", Role.OPERATOR, AdminAccess.digest(OPERATOR)))
                .adminAccess(new AdminAccess("viewer-1", Role.VIEWER, AdminAccess.digest(VIEWER)))
                .build());
    }

    private void serve(ResellerId... resellers) {
        gateway.desks().serve(Stream.of(resellers).map(this::account).toList());
    }

    private Desks.Account account(ResellerId reseller) {
        ShownEvidence evidence = new ShownEvidence(start);
        Desk desk = new Desk(reseller, plan(), routes, new GateJudge(evidence, GateLimits.STANDARD, clock));
        return new Desks.Account(desk, new Pins(reseller, ledger), evidence, CutOver.Limits.STANDARD);
    }

    private static Plan plan() {
        return new Plan(
                UnitKind.CUSTOMER,
                Phase.GEN1,
                List.of(
                        Wave.of("pilot", List.of(customer(1))),
                        Wave.of("first", List.of(customer(2), customer(3), customer(4))),
                        Wave.of(
                                "second",
                                IntStream.rangeClosed(5, 8)
                                        .mapToObj(ShownSide::customer)
                                        .toList())));
    }

    /** The story of three weeks. */
    private void tell() {
        IntStream.rangeClosed(1, CUSTOMERS).forEach(number -> routes.see(unit(number), Phase.GEN1));
        clock.pass(Duration.ofDays(1));
        forward(Phase.SHADOW, "compare all", IntStream.rangeClosed(1, 10).toArray());
        clock.pass(Duration.ofDays(6));
        forward(Phase.CANARY, "first customer", 1);
        clock.pass(Duration.ofDays(7));
        forward(Phase.GEN2, "the trial is over", 1);
        forward(Phase.CANARY, "first wave", 2, 3, 4);
        clock.pass(Duration.ofDays(7).minusHours(2));
        Route back = routes.find(unit(3)).orElseThrow();
        routes.begin(
                back.unit(),
                back.epoch(),
                Move.backAtOnce(
                        Phase.CANARY,
                        Cause.rule("outcome", "2 differences in outcome; second hit in a row", "2 open differences")));
        drive();
        clock.pass(Duration.ofHours(2).minusMinutes(4));
        forward(Phase.CANARY, "second wave", 5);
        clock.pass(Duration.ofMinutes(4));
    }

    private void forward(Phase to, String reason, int... customers) {
        for (int number : customers) {
            Route route = routes.find(unit(number)).orElseThrow();
            Cause cause = new Cause(
                    "operator-1",
                    Via.PAGE,
                    reason,
                    to == Phase.SHADOW ? "" : "212 compared, 0 different, device list equal (41)");
            routes.begin(route.unit(), route.epoch(), Move.forward(route.phase(), to, cause));
            drive();
        }
    }

    /** The first look holds new writes, the second moves. */
    private void drive() {
        mover.look(Duration.ZERO);
        mover.look(Duration.ZERO);
    }

    static String customer(int number) {
        return Integer.toString(1_200_000_320 + number);
    }

    private static Unit unit(int number) {
        return UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of(customer(number)), null);
    }

    String url() {
        return gateway.adminUrl().orElseThrow().toString();
    }

    @Override
    public void close() {
        gateway.close();
        ledger.close();
    }
}
