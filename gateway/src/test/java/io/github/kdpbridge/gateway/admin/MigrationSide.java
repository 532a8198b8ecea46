package io.github.kdpbridge.gateway.admin;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Comparisons;
import io.github.kdpbridge.core.migration.CutOver;
import io.github.kdpbridge.core.migration.Desk;
import io.github.kdpbridge.core.migration.Evidence;
import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import io.github.kdpbridge.core.migration.GateFacts.Service;
import io.github.kdpbridge.core.migration.GateJudge;
import io.github.kdpbridge.core.migration.GateLimits;
import io.github.kdpbridge.core.migration.InMemoryRoutes;
import io.github.kdpbridge.core.migration.KnownDifferences;
import io.github.kdpbridge.core.migration.ListedDifferences;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Pins;
import io.github.kdpbridge.core.migration.Plan;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.core.migration.Wave;
import io.github.kdpbridge.testfixtures.TestClock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account that migrates, with evidence and differences that a test can foresee. */
final class MigrationSide implements Evidence, Comparisons {
    static final ResellerId RESELLER = ResellerId.of("4680000925");
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final String DIFFERENCE = "c0de7a3f19e8b25d4460913be7f2a8cd";

    final TestClock clock = TestClock.at(NOON);
    final InMemoryRoutes routes = new InMemoryRoutes(clock, (unit, side) -> true);
    final InMemoryLedger ledger = InMemoryLedger.keepingSides(InMemoryLedger.STANDARD_BYTES);

    static Unit customer(String id) {
        return UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of(id), null);
    }

    Desks.Account account() {
        Plan plan =
                new Plan(UnitKind.CUSTOMER, Phase.GEN1, List.of(Wave.of("w1", List.of("1200000321", "1200000330"))));
        Desk desk = new Desk(RESELLER, plan, routes, new GateJudge(this, GateLimits.STANDARD, clock));
        return new Desks.Account(desk, new Pins(RESELLER, ledger), this, CutOver.Limits.STANDARD);
    }

    /** What happens while the services are asked. */
    volatile Runnable asking = () -> {};

    @Override
    public BeforeShadow services() {
        asking.run();
        return new BeforeShadow(Service.ANSWERS, Service.NOT_ASKED);
    }

    @Override
    public Parity parity(Unit unit) {
        return new Parity(new Counts(3, 0, 0, 0, 0), 40, 0, 1, 0);
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
        return List.of(new Unsettled("PO-7", Generation.GEN1, "OPEN", NOON, "1200000321"));
    }

    @Override
    public List<Compared> compare(Unit unit, @Nullable String operation) {
        if (operation != null && !operation.equals("devices")) {
            throw new IllegalArgumentException(
                    "no list of %s can be compared; legal are: devices".formatted(operation));
        }
        return List.of(new Compared("devices", "matched", "41 on both sides", List.of()));
    }

    @Override
    public List<Known> differences(boolean isOpenOnly) {
        return isOpenOnly ? List.of() : List.of(known("ACCEPTED", "operator-2", "another spelling"));
    }

    @Override
    public Known reopen(Author author, String id, String note, @Nullable String seen) {
        routes.add(RESELLER, LoggedAct.of(LoggedAct.Kind.REOPEN, id, author.cause(note), "", NOON));
        return known("NEW", null, null);
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
        return List.of(new Lesson("devices are visible on both sides", "yes", "3 for, 0 against", List.of()));
    }

    private static Known known(String state, @Nullable String who, @Nullable String note) {
        return new Known(
                DIFFERENCE,
                new Place("1200000321", "devices", "deviceList[].data", "VALUE", "look"),
                new Values("a", null),
                new Times(2, NOON, NOON),
                new State(state, who, note));
    }

    @Override
    public Known accept(Author author, String id, String note, @Nullable String seen) {
        if (!id.equals(DIFFERENCE)) {
            throw new MoveRefusedException(Reason.UNKNOWN, "there is no difference " + id);
        }
        return known("ACCEPTED", author.who(), note);
    }
}
