package io.github.kdpbridge.cli.migrate;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Comparisons;
import io.github.kdpbridge.core.migration.CutOver;
import io.github.kdpbridge.core.migration.Desk;
import io.github.kdpbridge.core.migration.Evidence;
import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import io.github.kdpbridge.core.migration.GateJudge;
import io.github.kdpbridge.core.migration.GateLimits;
import io.github.kdpbridge.core.migration.InMemoryRoutes;
import io.github.kdpbridge.core.migration.KnownDifferences;
import io.github.kdpbridge.core.migration.ListedDifferences;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.core.migration.Mover;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Pins;
import io.github.kdpbridge.core.migration.Plan;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A gateway with an account that migrates; evidence and differences are those of a test. */
public final class MigratingGateway implements Evidence, Comparisons, AutoCloseable {
    public static final ResellerId RESELLER = ResellerId.of("4680000925");
    public static final Author OPERATOR_2 = new Author("operator-2", Cause.Via.PAGE);
    public static final String DIFFERENCE = "c0de7a3f19e8b25d4460913be7f2a8cd";
    public static final String OPERATOR = "sim-token-of-operator-1";
    public static final String VIEWER = "sim-token-of-the-board";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    public final TestClock clock = TestClock.at(NOON);
    public final InMemoryRoutes routes = new InMemoryRoutes(clock, (unit, side) -> true);
    public final Map<Unit, Parity> parities = new HashMap<>();
    private final InMemoryLedger ledger = InMemoryLedger.keepingSides(InMemoryLedger.STANDARD_BYTES);
    private final Mover mover = new Mover(routes, CutOver.Limits.STANDARD);
    private final Gateway gateway;

    /** Starts it, with the three customers of the design. */
    public MigratingGateway() {
        DeploymentProgram program = Handlers.builder().build().program(RESELLER);
        this.gateway = Gateway.start(GatewayConfig.builder()
                .anyKey(program)
                .admin(HostAndPort.fromParts("127.0.0.1", 0))
                .adminAccess(new AdminAccess("operator-1", Role.OPERATOR, AdminAccess.digest(OPERATOR)))
                .adminAccess(new AdminAccess("board", Role.VIEWER, AdminAccess.digest(VIEWER)))
                .build());
        routes.see(customer("1200000321"), Phase.SHADOW);
        routes.see(customer("1200000322"), Phase.SHADOW);
        routes.see(customer("1200000330"), Phase.GEN1);
        parities.put(customer("1200000321"), new Parity(new Counts(211, 1, 0, 3, 0), 215, 0, 41, 0));
        parities.put(customer("1200000322"), new Parity(new Counts(3, 0, 0, 0, 0), 15, 0, 1, 0));
        Plan plan = new Plan(
                UnitKind.CUSTOMER,
                Phase.GEN1,
                List.of(Wave.of("w1", List.of("1200000321", "1200000322", "1200000330"))));
        Desk desk = new Desk(RESELLER, plan, routes, new GateJudge(this, GateLimits.STANDARD, clock));
        gateway.desks()
                .serve(List.of(new Desks.Account(desk, new Pins(RESELLER, ledger), this, CutOver.Limits.STANDARD)));
    }

    public static Unit customer(String id) {
        return UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of(id), null);
    }

    public String url() {
        return gateway.adminUrl().orElseThrow().toString();
    }

    /** The address of callers. */
    public String callers() {
        return gateway.url().toString();
    }

    /** Drives the moves under way by a step: the first holds new writes, the second moves. */
    public void drive() {
        mover.look(Duration.ZERO);
    }

    @Override
    public BeforeShadow services() {
        return BeforeShadow.READY;
    }

    @Override
    public Parity parity(Unit unit) {
        return parities.getOrDefault(unit, Parity.NONE);
    }

    @Override
    public Writes writes(Unit unit, Instant since) {
        return Writes.NONE;
    }

    @Override
    public long hits(Unit unit, Instant since) {
        return 0;
    }

    @Override
    public List<Unsettled> unsettled(int most) {
        return List.of(
                new Unsettled("PO-7", Generation.GEN1, "OPEN", NOON, "1200000321"),
                new Unsettled("PO-8", Generation.GEN2, "ABSENT", NOON, null));
    }

    @Override
    public List<Compared> compare(Unit unit, @Nullable String operation) {
        if (unit.label().equals("1200000330")) {
            return List.of(new Compared("devices", "incomparable", "gen1 said \u001b[2J", List.of()));
        }
        return unit.label().equals("1200000322")
                ? List.of(new Compared(
                        "devices",
                        "mismatched",
                        "41 on gen1, 40 on gen2",
                        List.of("devices[], missing: gen1 …0701·k7Qx, gen2 nothing (1)")))
                : List.of(new Compared("devices", "matched", "41 on both sides", List.of()));
    }

    @Override
    public List<Known> differences(boolean isOpenOnly) {
        Known open = known(new State("NEW", null, null));
        return isOpenOnly
                ? List.of(open)
                : List.of(open, known(new State("ACCEPTED", "operator-2", "another spelling")));
    }

    @Override
    public Known reopen(Author author, String id, String note, @Nullable String seen) {
        return judge(LoggedAct.Kind.REOPEN, author, id, note, seen, new State("NEW", null, null));
    }

    @Override
    public KnownDifferences known() {
        return ListedDifferences.of(() -> differences(false));
    }

    @Override
    public List<Day> days(Unit unit, Instant from) {
        return List.of();
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public List<Lesson> lessons() {
        return List.of(
                new Lesson("devices are visible on both sides", "yes", "41 for, 0 against", List.of()),
                new Lesson("transaction names are shared", "unknown", "0 for, 0 against", List.of()),
                new Lesson(
                        "VENDOR_NOT_FOUND is 4040003 with HTTP 404 on gen1",
                        "seen otherwise",
                        "4049999 (3), HTTP 404 (3)",
                        List.of("wire.errors.VENDOR_NOT_FOUND.gen1 = 4049999")),
                new Lesson("ASSOCIATION_NOT_FOUND is 4040004 with HTTP 404 on gen1", "not seen", "", List.of()));
    }

    private static Known known(State state) {
        return new Known(
                DIFFERENCE,
                new Place("1200000321", "devices", "devices[].state", "text", "look"),
                new Values("Enrolled", "enrolled"),
                new Times(2, NOON, NOON),
                state);
    }

    @Override
    public Known accept(Author author, String id, String note, @Nullable String seen) {
        return judge(LoggedAct.Kind.ACCEPT, author, id, note, seen, new State("ACCEPTED", author.who(), note));
    }

    private Known judge(
            LoggedAct.Kind kind, Author author, String id, String note, @Nullable String seen, State state) {
        if (!id.equals(DIFFERENCE)) {
            throw new MoveRefusedException(Reason.UNKNOWN, "there is no difference " + id);
        }
        if (seen != null && differences(false).stream().noneMatch(known -> seen.equals(known.digest()))) {
            throw new MoveRefusedException(Reason.STALE, "difference %s changed meanwhile".formatted(id));
        }
        routes.add(RESELLER, LoggedAct.of(kind, id, author.cause(note), "", clock.instant()));
        return known(state);
    }

    @Override
    public void close() {
        gateway.close();
        ledger.close();
    }
}
