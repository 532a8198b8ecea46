package io.github.kdpbridge.core.migration;

import static io.github.kdpbridge.core.migration.Causes.RESELLER;
import static io.github.kdpbridge.core.migration.Causes.RULE;
import static io.github.kdpbridge.core.migration.Causes.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Acted.Done;
import io.github.kdpbridge.core.migration.Cause.Via;
import io.github.kdpbridge.core.migration.Evidence.Writes;
import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import io.github.kdpbridge.core.migration.GateFacts.Service;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.core.migration.PlannedMove.State;
import io.github.kdpbridge.core.migration.Promotion.Pace;
import io.github.kdpbridge.core.migration.Promotion.Passing;
import io.github.kdpbridge.core.migration.Promotion.Seen;
import io.github.kdpbridge.testfixtures.TestClock;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Author OPERATOR_1 = new Author("operator-1", Via.COMMAND);
    private static final Author OPERATOR_2 = new Author("operator-2", Via.PAGE);
    private static final Unit FIRST = customer("1200000321");
    private static final Unit SECOND = customer("1200000322");
    private static final Unit THIRD = customer("1200000330");
    private static final String WHY = "first customers";

    private final TestClock clock = TestClock.at(NOON);
    private final FakeEvidence evidence = new FakeEvidence();
    private boolean isDrained = true;
    private final InMemoryRoutes routes = new InMemoryRoutes(clock, (unit, side) -> isDrained);
    private final Desk desk = desk(Wave.of("w1", List.of("1200000321", "1200000322", "1200000330")));

    private Desk desk(Wave... waves) {
        return desk(routes, waves);
    }

    private Desk desk(Routes routes, Wave... waves) {
        Plan plan = new Plan(UnitKind.CUSTOMER, Phase.GEN1, List.of(waves));
        return new Desk(RESELLER, plan, routes, new GateJudge(evidence, GateLimits.STANDARD, clock));
    }

    @BeforeEach
    void compared() {
        routes.see(FIRST, Phase.SHADOW);
        routes.see(SECOND, Phase.SHADOW);
        routes.see(THIRD, Phase.GEN1);
        evidence.parities.put(FIRST, FakeEvidence.EQUAL);
        evidence.parities.put(SECOND, FakeEvidence.FEW);
    }

    @Test
    void version_changesWithRoutesHoldsAndFreezes_only() {
        List<String> versions = new ArrayList<>(List.of(desk.version()));
        assertThat(desk.version()).isEqualTo(versions.get(0));
        routes.see(customer("1200000340"), Phase.GEN1);
        versions.add(desk.version());
        Route moving = routes.begin(FIRST, 0, Move.forward(Phase.SHADOW, Phase.CANARY, OPERATOR_1.cause(WHY)));
        versions.add(desk.version());
        routes.hold(FIRST, moving.epoch());
        versions.add(desk.version());
        desk.freeze(OPERATOR_2, "stock taking");
        versions.add(desk.version());

        assertThat(versions).doesNotHaveDuplicates();
    }

    private static <T> List<String> lines(List<T> list, Function<T, String> line) {
        return list.stream().map(line).toList();
    }

    private static String line(PlannedMove move) {
        return "%s %s to %s %s: %s"
                .formatted(move.route().unit(), move.route().phase(), move.to(), move.state(), move.text());
    }

    private static String line(Done done) {
        return "%s %s: %s".formatted(done.unit(), done.result(), done.text());
    }

    private void refused(Reason reason, String message, ThrowingCallable act) {
        int entries = routes.log(RESELLER).size();

        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        MoveRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessage(message);
        assertThat(routes.log(RESELLER)).hasSize(entries);
    }

    private void toCanary(Unit unit) {
        routes.see(unit, Phase.SHADOW);
        Route route = routes.find(unit).orElseThrow();
        routes.begin(
                unit,
                route.epoch(),
                new Move(Phase.SHADOW, Phase.CANARY, Move.Kind.NOW, OPERATOR_1.cause("straight away")));
    }

    private Phase phase(Unit unit) {
        return routes.find(unit).orElseThrow().phase();
    }

    private void moveAll() {
        Mover mover = new Mover(routes, CutOver.Limits.STANDARD);
        mover.look(Duration.ZERO); // holds new writes
        mover.look(Duration.ZERO);
    }

    @Test
    void planOfAWave_tellsEachGateAndChangesNothing() {
        assertThat(lines(desk.plan(Selection.ofWave("w1"), Phase.CANARY), DeskTest::line))
                .containsExactly(
                        "customer 1200000321 SHADOW to CANARY READY: 212 compared, 0 different, device list equal (41),"
                                + " 0 unknown codes, 0 writes may yet arrive",
                        "customer 1200000322 SHADOW to CANARY NOT_YET: 3 compared of 20 (account 40 of 200)",
                        "customer 1200000330 GEN1 to SHADOW FIRST: not compared yet");
        assertThat(routes.log(RESELLER)).isEmpty();
    }

    @Test
    void planWithoutADestination_isTheNextStepOfEachUnit() {
        assertThat(lines(desk.plan(Selection.ALL, null), DeskTest::line))
                .containsExactly(
                        "customer 1200000321 SHADOW to CANARY READY: 212 compared, 0 different, device list equal (41),"
                                + " 0 unknown codes, 0 writes may yet arrive",
                        "customer 1200000322 SHADOW to CANARY NOT_YET: 3 compared of 20 (account 40 of 200)",
                        "customer 1200000330 GEN1 to SHADOW READY: gen1 answers, gen2 answers");
        assertThat(lines(desk.plan(Selection.of("1200000321"), Phase.READS), DeskTest::line))
                .containsExactly(
                        "customer 1200000321 SHADOW to READS READY: 212 compared, 0 different, device list equal (41),"
                                + " 0 unknown codes, 0 writes may yet arrive");
        assertThat(desk.plan(Selection.of("1200000321"), Phase.SHADOW)).isEmpty();
    }

    @Test
    void unitThatIsNamedTwice_isPlannedOnce() {
        assertThat(desk.plan(Selection.of("1200000330", "1200000321", "1200000330"), null))
                .extracting(move -> move.route().unit().label())
                .containsExactly("1200000330", "1200000321");
    }

    @Test
    void plan_tellsWhatKeepsAUnit() {
        isDrained = false;
        desk.promote(OPERATOR_1, Promotion.of("1200000321", 0, WHY));

        assertThat(lines(desk.plan(Selection.of("1200000321"), null), DeskTest::line))
                .containsExactly(
                        "customer 1200000321 SHADOW to CANARY MOVING: operator-1 moves it from SHADOW to CANARY");
        desk.freeze(OPERATOR_2, "stock taking");
        assertThat(lines(desk.plan(Selection.of("1200000321"), null), DeskTest::line))
                .containsExactly(
                        "customer 1200000321 SHADOW to CANARY FROZEN: operator-2 froze the account: stock taking");
    }

    @Test
    void trialAndProof_areCountedFromTheMove() {
        toCanary(FIRST);
        evidence.writes.put(FIRST, new Writes(0, 0, 9, 0));
        evidence.hits.put(FIRST, 1L);
        clock.pass(Duration.ofHours(71));

        assertThat(desk.plan(Selection.of("1200000321"), null))
                .singleElement()
                .satisfies(move -> assertThat(line(move))
                        .isEqualTo("customer 1200000321 CANARY to GEN2 BLOCKED: 2 d 23 h of 3 d 0 h in CANARY,"
                                + " 9 of 10 writes completed, 1 rule hit"));
    }

    /** Another process may have begun it, or this one before its restart. */
    @Test
    void moveBackThatARuleBegan_countsAsAHit() {
        toCanary(FIRST);
        Cause cause = Cause.rule("outcome", "1 difference in outcome", "second hit in a row");
        Route begun = routes.begin(FIRST, 1, Move.back(Phase.CANARY, cause));
        routes.end(FIRST, begun.epoch(), LoggedMove.Result.GIVEN_UP, cause);

        assertThat(desk.plan(Selection.of("1200000321"), null))
                .singleElement()
                .satisfies(move ->
                        assertThat(move.gates()).extracting(Gate::toString).contains("1 rule hit"));
    }

    @Test
    void unitThatStartedInItsPhase_hasNoTimeThere() {
        Unit unit = customer("1200000340");
        routes.see(unit, Phase.GEN2);
        clock.pass(Duration.ofDays(40));

        assertThat(desk.plan(Selection.of("1200000340"), null))
                .singleElement()
                .satisfies(move -> assertThat(line(move))
                        .isEqualTo("customer 1200000340 GEN2 to DONE NOT_YET: 0 d 0 h of 14 d 0 h in GEN2"));
    }

    @Test
    void promotion_isAnEntryWithItsAuthorAndTheGates() {
        Acted acted = desk.promote(OPERATOR_1, Promotion.of("1200000321", 0, WHY));

        assertThat(acted.units())
                .containsExactly(new Done(
                        "1200000321",
                        new Route(FIRST, Phase.SHADOW, 1, null),
                        Acted.Result.BEGUN,
                        "SHADOW to CANARY waits until the unit is drained"));
        assertThat(routes.log(RESELLER))
                .extracting(entry -> entry.move().cause())
                .containsExactly(new Cause(
                        "operator-1",
                        Via.COMMAND,
                        WHY,
                        "212 compared, 0 different, device list equal (41), 0 unknown codes, 0 writes may yet arrive"));
    }

    @Test
    void closedGate_isRefusedUnlessOverridden() {
        refused(
                Reason.GATE,
                "customer 1200000322 does not move to CANARY: 3 compared of 20 (account 40 of 200); wait, or override with"
                        + " a reason",
                () -> desk.promote(OPERATOR_1, Promotion.of("1200000322", 0, WHY)));

        desk.promote(
                OPERATOR_1,
                new Promotion(
                        List.of(new Seen("1200000322", 0)),
                        null,
                        WHY,
                        new Passing("an empty test customer", null, null),
                        Pace.STANDARD));

        assertThat(routes.log(RESELLER))
                .singleElement()
                .satisfies(entry -> assertThat(Gates.isOverridden(entry.move())).isTrue());
    }

    @Test
    void promotionAtOnce_waitsForNothing() {
        Acted acted = desk.promote(
                OPERATOR_1,
                new Promotion(
                        List.of(new Seen("1200000321", 0)), null, WHY, new Passing(null, null, true), Pace.STANDARD));

        assertThat(lines(acted.units(), DeskTest::line)).containsExactly("1200000321 MOVED: SHADOW to CANARY");
        assertThat(routes.log(RESELLER))
                .singleElement()
                .satisfies(entry -> assertThat(entry.move().kind()).isEqualTo(Move.Kind.NOW));
    }

    @Test
    void idleCustomer_needsNoWritesWithAReason() {
        toCanary(FIRST);
        clock.pass(Duration.ofDays(3));

        Acted acted = desk.promote(
                OPERATOR_1,
                new Promotion(
                        List.of(new Seen("1200000321", 1)),
                        null,
                        WHY,
                        new Passing(null, "orders once a year", null),
                        Pace.STANDARD));

        assertThat(lines(acted.units(), DeskTest::line)).containsExactly("1200000321 MOVED: CANARY to GEN2");
    }

    @Test
    void staleEpoch_isRefusedByTheNameOfTheOther() {
        desk.rollback(OPERATOR_2, "second thoughts", List.of("1200000321"), false);

        refused(
                Reason.STALE,
                "customer 1200000321 does not move: it changed meanwhile by operator-2: MOVED, SHADOW to GEN1 (epoch 1, not 0);"
                        + " look at it again",
                () -> desk.promote(OPERATOR_1, Promotion.of("1200000321", 0, WHY)));
    }

    @Test
    void illegalSteps_areRefusedWithTheLegalOnes() {
        refused(
                Reason.ILLEGAL,
                "no move forward leads from GEN1 to CANARY; legal from GEN1: forward to SHADOW",
                () -> desk.promote(
                        OPERATOR_1,
                        new Promotion(
                                List.of(new Seen("1200000330", 0)), Phase.CANARY, WHY, Passing.NONE, Pace.STANDARD)));
        refused(
                Reason.ILLEGAL,
                "no move back leads from GEN1 to GEN1; legal from GEN1: forward to SHADOW",
                () -> desk.rollback(OPERATOR_1, WHY, List.of("1200000330"), false));
        refused(
                Reason.ILLEGAL,
                "customer 1200000330 has no move under way; legal from GEN1: forward to SHADOW",
                () -> desk.cancel(OPERATOR_1, WHY, new Seen("1200000330", 0)));
    }

    @Test
    void unknownUnitOrWave_isRefusedWithTheKnownOnes() {
        refused(
                Reason.UNKNOWN,
                "there is no unit 1200000399 that made a call yet; legal are: 1200000321, 1200000322, 1200000330",
                () -> desk.status("1200000399"));
        refused(Reason.UNKNOWN, "there is no wave w2; legal are: w1", () -> desk.plan(Selection.ofWave("w2"), null));
    }

    @Test
    void deviceInAReason_isMasked() {
        desk.freeze(OPERATOR_1, "351800000000702 is missing");

        assertThat(desk.frozen())
                .hasValueSatisfying(
                        freeze -> assertThat(freeze.cause().reason()).isEqualTo("***********0702 is missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  no ", "four", "two\nlines"})
    void reasonThatIsNone_changesNothing(String reason) {
        assertThatThrownBy(() -> desk.promote(OPERATOR_1, Promotion.of("1200000321", 0, reason)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a reason is one line of 5 characters or more, not \"%s\"", reason.strip());
        assertThatThrownBy(() -> desk.rollback(OPERATOR_1, reason, List.of(), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> desk.freeze(OPERATOR_1, reason)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> desk.panic(OPERATOR_1, reason, true)).isInstanceOf(IllegalArgumentException.class);
        assertThat(routes.log(RESELLER)).isEmpty();
        assertThat(desk.frozen()).isEmpty();
    }

    @Test
    void wave_movesOneUnitAfterTheOther() {
        evidence.parities.put(SECOND, FakeEvidence.EQUAL);
        List<Seen> both = List.of(new Seen("1200000321", 0), new Seen("1200000322", 0));

        Acted first = desk.promote(OPERATOR_1, new Promotion(both, Phase.CANARY, WHY, Passing.NONE, Pace.STANDARD));
        Pace afterwards = new Pace(1, List.of(new Seen("1200000321", 1)));
        Acted waiting = desk.promote(
                OPERATOR_1, new Promotion(both.subList(1, 2), Phase.CANARY, WHY, Passing.NONE, afterwards));
        moveAll();
        Acted second = desk.promote(
                OPERATOR_1, new Promotion(both.subList(1, 2), Phase.CANARY, WHY, Passing.NONE, afterwards));

        assertThat(lines(first.units(), DeskTest::line))
                .containsExactly(
                        "1200000321 BEGUN: SHADOW to CANARY waits until the unit is drained",
                        "1200000322 WAITS: its turn has not come");
        assertThat(lines(waiting.units(), DeskTest::line))
                .containsExactly(
                        "1200000321 BEGUN: SHADOW to CANARY waits until the unit is drained",
                        "1200000322 WAITS: its turn has not come");
        assertThat(lines(second.units(), DeskTest::line))
                .containsExactly(
                        "1200000321 MOVED: it is in CANARY",
                        "1200000322 BEGUN: SHADOW to CANARY waits until the unit is drained");
        assertThat(second.stopped()).isNull();
        assertThat(lines(desk.log().acts(Instant.EPOCH), LoggedAct::result))
                .as("each request that does something is in the log")
                .containsExactly(
                        "1200000321\tBEGUN\tSHADOW to CANARY waits until the unit is drained\n"
                                + "1200000322\tWAITS\tits turn has not come",
                        "1200000322\tBEGUN\tSHADOW to CANARY waits until the unit is drained");
        assertThat(second.act()).isEqualTo(desk.log().acts(Instant.EPOCH).get(1).id());
    }

    @Test
    void wave_stopsAtTheFirstReturn() {
        evidence.parities.put(SECOND, FakeEvidence.EQUAL);
        desk.promote(OPERATOR_1, Promotion.of("1200000321", 0, WHY));
        moveAll();
        routes.begin(FIRST, 2, Move.backAtOnce(Phase.CANARY, RULE));

        Acted acted = desk.promote(
                OPERATOR_1,
                new Promotion(
                        List.of(new Seen("1200000322", 0)),
                        Phase.CANARY,
                        WHY,
                        Passing.NONE,
                        new Pace(5, List.of(new Seen("1200000321", 1)))));

        assertThat(lines(acted.units(), DeskTest::line))
                .containsExactly("1200000321 MOVED: it is in SHADOW", "1200000322 WAITS: its turn has not come");
        assertThat(acted.stopped())
                .isEqualTo("customer 1200000321: CANARY to SHADOW MOVED by rule:outcome: 1 difference in outcome");
        assertThat(phase(SECOND)).isEqualTo(Phase.SHADOW);
    }

    @Test
    void unitsWithClosedGates_areLeftBehind() {
        Acted acted = desk.promote(
                OPERATOR_1,
                new Promotion(
                        List.of(new Seen("1200000322", 0), new Seen("1200000321", 0)),
                        Phase.CANARY,
                        WHY,
                        Passing.NONE,
                        Pace.STANDARD));

        assertThat(lines(acted.units(), DeskTest::line))
                .containsExactly(
                        "1200000322 GATE: customer 1200000322 does not move to CANARY: 3 compared of 20 (account 40 of"
                                + " 200); wait, or override with a reason",
                        "1200000321 BEGUN: SHADOW to CANARY waits until the unit is drained");
    }

    @Test
    void severalAtOnce_areNoMoreThanAskedFor() {
        List<Seen> units = IntStream.range(0, 7)
                .mapToObj(number -> customer("130000000" + number))
                .peek(unit -> routes.see(unit, Phase.SHADOW))
                .peek(unit -> evidence.parities.put(unit, FakeEvidence.EQUAL))
                .map(unit -> new Seen(unit.label(), 0))
                .toList();

        Acted acted =
                desk.promote(OPERATOR_1, new Promotion(units, Phase.CANARY, WHY, Passing.NONE, new Pace(5, List.of())));

        assertThat(acted.units())
                .extracting(Done::result)
                .containsExactlyElementsOf(IntStream.range(0, 7)
                        .mapToObj(number -> number < 5 ? Acted.Result.BEGUN : Acted.Result.WAITS)
                        .toList());
    }

    /** A larger share has the same units and more. */
    @Test
    void waveOfAPercentage_holdsTheSameUnitsWhenItGrows() {
        IntStream.range(0, 400)
                .mapToObj(number -> customer(Integer.toString(1_400_000_000 + number)))
                .forEach(unit -> routes.see(unit, Phase.GEN1));
        List<Route> few = planned("5");
        List<Route> more = planned("10");

        assertThat(few).isEqualTo(planned("5"));
        assertThat(more).containsAll(few).hasSizeGreaterThan(few.size());
        Acted acted = desk.promote(
                OPERATOR_1,
                new Promotion(
                        few.stream()
                                .map(route -> new Seen(route.unit().label(), route.epoch()))
                                .toList(),
                        null,
                        WHY,
                        Passing.NONE,
                        Pace.STANDARD));
        assertThat(acted.units()).extracting(Done::result).containsOnly(Acted.Result.MOVED);
        assertThat(planned("0")).isEmpty();
        assertThat(routes.all(RESELLER).stream().filter(route -> route.epoch() > 0))
                .hasSize(few.size());
    }

    private List<Route> planned(String percent) {
        Desk other = desk(Wave.ofPercent("share", new BigDecimal(percent)));
        return other.plan(Selection.ofWave("share"), Phase.SHADOW).stream()
                .filter(move -> move.state() == State.READY)
                .map(PlannedMove::route)
                .toList();
    }

    @Test
    void rollback_needsNoGateAndCancelsTheWayForward() {
        evidence.services = new BeforeShadow(Service.fails("connection refused"), Service.fails("no route"));
        isDrained = false;
        toCanary(FIRST);
        desk.promote(
                OPERATOR_1,
                new Promotion(
                        List.of(new Seen("1200000322", 0)),
                        null,
                        WHY,
                        new Passing("nothing to compare", null, null),
                        Pace.STANDARD));

        assertThat(lines(
                        desk.rollback(OPERATOR_2, "second thoughts", List.of("1200000321", "1200000322"), false)
                                .units(),
                        DeskTest::line))
                .containsExactly(
                        "1200000321 BEGUN: CANARY to SHADOW waits until the unit is drained",
                        "1200000322 MOVED: SHADOW to GEN1");
        assertThat(lines(
                        desk.rollback(OPERATOR_2, "no time to wait", List.of("1200000321"), true)
                                .units(),
                        DeskTest::line))
                .containsExactly("1200000321 MOVED: CANARY to SHADOW");
    }

    @Test
    void rollbackOfAll_isOfThoseOnGeneration2() {
        toCanary(FIRST);
        Unit moved = customer("1200000340");
        routes.see(moved, Phase.GEN2);

        Acted acted = desk.rollback(OPERATOR_1, "a bad day", List.of(), true);

        assertThat(lines(acted.units(), DeskTest::line))
                .containsExactly("1200000321 MOVED: CANARY to SHADOW", "1200000340 MOVED: GEN2 to SHADOW");
    }

    @Test
    void cancel_leavesTheUnitWhereItIs() {
        isDrained = false;
        desk.promote(OPERATOR_1, Promotion.of("1200000321", 0, WHY));

        refused(
                Reason.STALE,
                "customer 1200000321 does not move: it changed meanwhile by operator-1: BEGUN, SHADOW to CANARY (epoch 1, not 0);"
                        + " look at it again",
                () -> desk.cancel(OPERATOR_2, "wrong customer", new Seen("1200000321", 0)));
        assertThat(lines(
                        desk.cancel(OPERATOR_2, "wrong customer", new Seen("1200000321", 1))
                                .units(),
                        DeskTest::line))
                .containsExactly("1200000321 MOVED: SHADOW to CANARY is cancelled");
        assertThat(desk.status("1200000321").last())
                .extracting(LoggedMove::result, entry -> entry.move().cause().who())
                .containsExactly(Result.CANCELLED, "operator-2");
        assertThat(phase(FIRST)).isEqualTo(Phase.SHADOW);
    }

    @Test
    void unitThatIsDone_isReopenedByItsTypedNameOnly() {
        Unit done = customer("1200000340");
        routes.see(done, Phase.DONE);

        refused(
                Reason.UNCONFIRMED,
                "customer 1200000340 is not reopened: confirm it by typing 1200000340, not \"yes\"",
                () -> desk.reopen(OPERATOR_1, "found a bug", "1200000340", "yes"));
        refused(
                Reason.ILLEGAL,
                "customer 1200000340 does not move: no phase comes after DONE; legal from DONE: reopen to GEN2",
                () -> desk.promote(OPERATOR_1, Promotion.of("1200000340", 0, WHY)));
        assertThat(lines(
                        desk.reopen(OPERATOR_1, "found a bug", "1200000340", "1200000340")
                                .units(),
                        DeskTest::line))
                .containsExactly("1200000340 MOVED: DONE to GEN2");
    }

    @Test
    void frozenAccount_movesBackOnly() {
        toCanary(SECOND);
        Freeze freeze = desk.freeze(OPERATOR_2, "stock taking");

        assertThat(freeze).isEqualTo(new Freeze(OPERATOR_2.cause("stock taking"), NOON));
        assertThat(desk.freeze(OPERATOR_1, "mine as well")).isEqualTo(freeze);
        refused(
                Reason.FROZEN,
                "customer 1200000321 does not move: operator-2 froze the account: stock taking; moves back are possible",
                () -> desk.promote(OPERATOR_1, Promotion.of("1200000321", 0, WHY)));
        desk.rollback(OPERATOR_1, "just in case", List.of("1200000322"), false);
        refused(
                Reason.STALE,
                "reseller 4680000925 stays frozen: it changed meanwhile: operator-2 froze it at 2026-11-23T12:00:00Z: stock taking;"
                        + " look at it again",
                () -> desk.unfreeze(OPERATOR_1, "all counted", NOON.minusSeconds(1)));
        assertThat(desk.unfreeze(OPERATOR_1, "all counted", NOON)).isEqualTo(freeze);
        refused(
                Reason.ILLEGAL,
                "reseller 4680000925 is not frozen; moves forward are possible",
                () -> desk.unfreeze(OPERATOR_1, "once more", NOON));
        desk.promote(OPERATOR_1, Promotion.of("1200000321", 0, WHY));
    }

    @Test
    void freezeOfAFrozenAccount_isInTheLogToo() {
        desk.freeze(OPERATOR_2, "stock taking");
        desk.freeze(OPERATOR_1, "mine as well");

        assertThat(desk.frozen().orElseThrow().cause()).isEqualTo(OPERATOR_2.cause("stock taking"));
        assertThat(lines(
                        desk.log().acts(Instant.EPOCH),
                        act -> act.kind() + " " + act.cause().who() + ": "
                                + act.cause().reason() + "; " + act.cause().evidence()))
                .containsExactly(
                        "FREEZE operator-2: stock taking; ",
                        "FREEZE operator-1: mine as well; the account was frozen already; that freeze stays");
    }

    @Test
    void panic_bringsBackWhatIsOnTrialAndWithAllTheRest() {
        toCanary(FIRST);
        Unit moved = customer("1200000340");
        routes.see(moved, Phase.GEN2);

        assertThat(lines(desk.panic(OPERATOR_1, "orders are lost", false).units(), DeskTest::line))
                .containsExactly("1200000321 MOVED: CANARY to SHADOW");
        assertThat(lines(desk.panic(OPERATOR_1, "orders are lost", true).units(), DeskTest::line))
                .containsExactly("1200000340 MOVED: GEN2 to SHADOW");
        assertThat(desk.frozen()).contains(new Freeze(OPERATOR_1.cause("orders are lost"), NOON.plusMillis(1)));
    }

    /** Otherwise the end of the earlier freeze would end the panic too. */
    @Test
    void panicInAFreeze_isAFreezeOfItsOwn() {
        Freeze before = desk.freeze(OPERATOR_2, "stock taking");
        desk.panic(OPERATOR_1, "orders are lost", false);

        assertThat(desk.frozen().orElseThrow().cause()).isEqualTo(OPERATOR_1.cause("orders are lost"));
        refused(
                Reason.STALE,
                "reseller 4680000925 stays frozen: it changed meanwhile: operator-1 froze it at 2026-11-23T12:00:00.001Z:"
                        + " orders are lost; look at it again",
                () -> desk.unfreeze(OPERATOR_2, "all counted", before.since()));
        assertThat(lines(
                        desk.log().acts(Instant.EPOCH),
                        act -> act.kind() + " by " + act.cause().who()))
                .containsExactly("FREEZE by operator-2", "FREEZE by operator-1", "PANIC by operator-1");
    }

    @Test
    void rollbackOfWhatWasSeen_leavesAUnitThatChanged() {
        toCanary(FIRST);
        toCanary(SECOND);
        routes.begin(FIRST, 1, Move.backAtOnce(Phase.CANARY, OPERATOR_2.cause("not this one")));
        String stale = "customer 1200000321 does not move: it changed meanwhile by operator-2: MOVED, CANARY to SHADOW"
                + " (epoch 2, not 1); look at it again";

        refused(
                Reason.STALE,
                stale,
                () -> desk.rollbackSeen(OPERATOR_1, WHY, List.of(new Seen("1200000321", 1)), true));
        Acted acted =
                desk.rollbackSeen(OPERATOR_1, WHY, List.of(new Seen("1200000321", 1), new Seen("1200000322", 1)), true);
        assertThat(lines(acted.units(), DeskTest::line))
                .containsExactly("1200000321 REFUSED: " + stale, "1200000322 MOVED: CANARY to SHADOW");
        assertThat(phase(FIRST)).isEqualTo(Phase.SHADOW);
        assertThat(acted.summary()).isEqualTo("1 moved, 1 refused: " + stale);
        assertThat(desk.log().acts(Instant.EPOCH))
                .singleElement()
                .satisfies(act -> assertThat(act.acted().summary()).isEqualTo(acted.summary()))
                .extracting(LoggedAct::id)
                .isEqualTo(acted.act());
    }

    /** The ledger fails at the begins of moves of which the list says so: after the move, if at all. */
    private Desk failing(List<Boolean> areDone) {
        Iterator<Boolean> begins = areDone.iterator();
        return desk(
                (Routes) Proxy.newProxyInstance(
                        Routes.class.getClassLoader(), new Class<?>[] {Routes.class}, (proxy, method, arguments) -> {
                            boolean isBegin = method.getName().equals("begin") && begins.hasNext();
                            boolean isDone = !isBegin || begins.next();
                            Object answer = isDone ? method.invoke(routes, arguments) : null;
                            if (isBegin) {
                                throw new LedgerException("the ledger is away", new IOException("broken pipe"));
                            }
                            return answer;
                        }),
                Wave.of("w1", List.of("1200000321")));
    }

    private static final String NOT_KNOWN = "UNKNOWN: not known whether it moved; look at it again: the ledger is away";

    @Test
    void ledgerThatFailsAmidAPanic_isToldOfEachUnit_andKeepsNoOther() {
        toCanary(FIRST);
        toCanary(SECOND);
        toCanary(customer("1200000323"));

        assertThat(lines(
                        failing(List.of(true))
                                .panic(OPERATOR_1, "orders are lost", false)
                                .units(),
                        DeskTest::line))
                .containsExactly(
                        "1200000321 " + NOT_KNOWN,
                        "1200000322 MOVED: CANARY to SHADOW",
                        "1200000323 MOVED: CANARY to SHADOW");
        assertThat(phase(FIRST)).isEqualTo(Phase.SHADOW);
    }

    /** A desk whose routes fail where a method of this name is called. */
    private Desk refusing(String name, RuntimeException failure) {
        return desk(
                (Routes) Proxy.newProxyInstance(
                        Routes.class.getClassLoader(), new Class<?>[] {Routes.class}, (proxy, method, arguments) -> {
                            if (method.getName().equals(name)) {
                                throw failure;
                            }
                            return method.invoke(routes, arguments);
                        }),
                Wave.of("w1", List.of("1200000321")));
    }

    @Test
    void panicThatBringsNoUnitBack_hasFrozenTheAccount_andSaysSo() {
        toCanary(FIRST);
        Desk refusing = refusing("begin", new MoveRefusedException(Reason.RUNNING, "another move is under way"));

        Acted acted = refusing.panic(OPERATOR_1, "orders are lost", false);

        assertThat(acted.isGood()).isFalse();
        assertThat(acted.isAnyDone()).isTrue();
        assertThat(acted.summary()).isEqualTo("the account is frozen; 1 refused: another move is under way");
        assertThat(desk.frozen()).isPresent();
        assertThat(desk.log().acts(NOON))
                .filteredOn(act -> act.kind() == LoggedAct.Kind.PANIC)
                .singleElement()
                .satisfies(act -> assertThat(act.acted().summary()).isEqualTo(acted.summary()));
    }

    @Test
    void panicThatCannotReadItsUnits_hasFrozenTheAccount_andSaysSo() {
        toCanary(FIRST);
        Desk failing = refusing("all", new LedgerException("the ledger is away", new IOException("broken pipe")));

        Acted acted = failing.panic(OPERATOR_1, "orders are lost", false);

        assertThat(acted.isGood()).isFalse();
        assertThat(acted.summary())
                .isEqualTo("the account is frozen; stopped: no unit is brought back: the ledger is away");
        assertThat(desk.frozen()).isPresent();
    }

    @Test
    void panicThatIsDone_tellsItsUnits() {
        toCanary(FIRST);

        Acted acted = desk.panic(OPERATOR_1, "orders are lost", false);

        assertThat(acted.isGood()).isTrue();
        assertThat(acted.besides()).isEqualTo("the account is frozen");
        assertThat(acted.summary()).isEqualTo("1 moved");
    }

    @Test
    void ledgerThatStaysAway_isNotAskedForEveryUnit() {
        toCanary(FIRST);
        toCanary(SECOND);
        toCanary(customer("1200000323"));

        Acted acted = failing(List.of(false, false)).rollback(OPERATOR_1, "a bad day", List.of(), true);

        assertThat(lines(acted.units(), DeskTest::line))
                .containsExactly(
                        "1200000321 " + NOT_KNOWN, "1200000322 " + NOT_KNOWN, "1200000323 WAITS: it was not tried");
        assertThat(acted.stopped()).isEqualTo("the ledger is away");
        assertThat(acted.isAnyDone()).isFalse();
        assertThat(acted.isAnyUnknown()).isTrue();
    }

    @Test
    void ledgerThatFailsAmidAWave_stopsIt_andWhatMovedIsTold() {
        evidence.parities.put(SECOND, FakeEvidence.EQUAL);
        Promotion wanted = new Promotion(
                List.of(new Seen("1200000321", 0), new Seen("1200000322", 0), new Seen("1200000330", 0)),
                null,
                WHY,
                new Passing(null, null, true),
                new Pace(3, List.of()));

        Acted acted = failing(List.of(true)).promote(OPERATOR_1, wanted);

        assertThat(lines(acted.units(), DeskTest::line))
                .containsExactly(
                        "1200000321 " + NOT_KNOWN,
                        "1200000322 WAITS: its turn has not come",
                        "1200000330 WAITS: its turn has not come");
        assertThat(acted.stopped()).isEqualTo("the ledger is away");
        assertThat(phase(FIRST)).isEqualTo(Phase.CANARY);
        assertThat(phase(SECOND)).isEqualTo(Phase.SHADOW);
    }

    @Test
    void gateThatClosedSinceThePlan_isNoneThatAnOverridePasses() {
        Seen seen = Seen.of(desk.plan(Selection.of("1200000322"), null).get(0));
        assertThat(seen.closed()).extracting(Gate::name).containsExactly("comparisons");
        evidence.parities.put(SECOND, new Evidence.Parity(new Evidence.Counts(3, 0, 2, 0, 0), 40, 2, 1, 0));
        Passing override = new Passing("it is only a test", null, null);

        assertThatThrownBy(() ->
                        desk.promote(OPERATOR_1, new Promotion(List.of(seen), null, WHY, override, Pace.STANDARD)))
                .isInstanceOfSatisfying(
                        MoveRefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STALE))
                .hasMessageContaining("2 different")
                .hasMessageContaining("which the plan did not show; look at it again");
        assertThat(routes.log(RESELLER)).isEmpty();
    }

    /** A move that ends while a state is read has ended for both halves of the state, or for none. */
    @Test
    void unitThatMovesWhileItsStateIsRead_isWhereItsLogSays() {
        desk.promote(OPERATOR_1, Promotion.of("1200000321", 0, WHY));
        Desk slow = desk(before("recent", this::moveAll), Wave.of("w1", List.of("1200000321")));

        Acted acted = slow.promote(
                OPERATOR_1,
                new Promotion(
                        List.of(), Phase.CANARY, WHY, Passing.NONE, new Pace(1, List.of(new Seen("1200000321", 1)))));

        assertThat(acted.units()).singleElement().satisfies(done -> {
            assertThat(line(done)).isEqualTo("1200000321 MOVED: it is in CANARY");
            assertThat(done.route()).isEqualTo(routes.find(FIRST).orElseThrow());
        });
    }

    @Test
    void statusOfAUnitThatMovesWhileItIsRead_isOfOneMoment() {
        desk.promote(OPERATOR_1, Promotion.of("1200000321", 0, WHY));
        Desk slow = desk(before("recent", this::moveAll), Wave.of("w1", List.of("1200000321")));

        UnitState state = slow.status().get(0);

        assertThat(state).isEqualTo(desk.status("1200000321"));
        assertThat(state.route().phase()).isEqualTo(Phase.CANARY);
        assertThat(state.running()).isNull();
    }

    /** Its epoch would make the promotion a step that nobody planned. */
    @Test
    void planOfAUnitThatMovesMeanwhile_isOfThePhaseWhereItIs() {
        Routes overtaken = before(
                "recent", () -> routes.begin(THIRD, 0, Move.forward(Phase.GEN1, Phase.SHADOW, OPERATOR_2.cause(WHY))));

        assertThat(desk(overtaken).plan(Selection.of("1200000330"), null))
                .singleElement()
                .satisfies(move -> {
                    assertThat(move.route()).isEqualTo(routes.find(THIRD).orElseThrow());
                    assertThat(move.to()).isEqualTo(Phase.CANARY);
                });
    }

    @Test
    void planOfAUnitThatArrivesMeanwhile_leavesItOut() {
        Routes overtaken = before(
                "recent", () -> routes.begin(THIRD, 0, Move.forward(Phase.GEN1, Phase.SHADOW, OPERATOR_2.cause(WHY))));

        assertThat(desk(overtaken).plan(Selection.of("1200000330"), Phase.SHADOW))
                .isEmpty();
    }

    /** Before the first move is begun, another operator has brought the unit back. */
    private Routes overtaken(Unit unit) {
        return before("begin", () -> {
            Route route = routes.find(unit).orElseThrow();
            routes.begin(unit, route.epoch(), Move.backAtOnce(route.phase(), OPERATOR_2.cause(WHY)));
        });
    }

    /** Returns the routes, to which something happens right before a method is first called. */
    private Routes before(String name, Runnable event) {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        return (Routes) Proxy.newProxyInstance(
                Routes.class.getClassLoader(), new Class<?>[] {Routes.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(name) && isFirst.getAndSet(false)) {
                        event.run();
                    }
                    try {
                        return method.invoke(routes, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Each of them saw the unit in CANARY; it must not end in GEN1. */
    @ParameterizedTest
    @ValueSource(strings = {"panic", "rollback", "rollback of one"})
    void unitThatTwoBringBackAtOnce_goesBackOnce(String act) {
        toCanary(FIRST);
        toCanary(SECOND);
        Desk slower = desk(overtaken(FIRST), Wave.of("w1", List.of("1200000321")));

        Acted acted = switch (act) {
            case "panic" -> slower.panic(OPERATOR_1, "orders are lost", false);
            case "rollback" ->
                slower.rollback(OPERATOR_1, "orders are lost", List.of("1200000321", "1200000322"), true);
            default -> slower.rollback(OPERATOR_1, "orders are lost", List.of("1200000321"), true);
        };

        assertThat(acted.units().get(0))
                .extracting(DeskTest::line)
                .isEqualTo("1200000321 MOVED: it is in SHADOW already");
        assertThat(phase(FIRST)).isEqualTo(Phase.SHADOW);
    }

    @Test
    void status_tellsSinceWhenAndWhichRuleBroughtAUnitBack() {
        toCanary(FIRST);
        clock.pass(Duration.ofHours(1));
        routes.begin(FIRST, 1, Move.backAtOnce(Phase.CANARY, RULE));

        UnitState back = desk.status("1200000321");
        assertThat(back.since()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(back.mark()).isEqualTo(back.last()).isNotNull();
        assertThat(back.running()).isNull();
        assertThat(desk.status()).extracting(UnitState::since).containsExactly(back.since(), null, null);

        desk.promote(OPERATOR_1, Promotion.of("1200000321", 2, WHY));
        assertThat(desk.status("1200000321").mark()).isEqualTo(back.mark());
        moveAll();
        assertThat(desk.status("1200000321").mark()).isNull();
    }

    @Test
    void log_beginsAtATime() {
        toCanary(FIRST);
        clock.pass(Duration.ofHours(1));
        desk.rollback(OPERATOR_1, "second thoughts", List.of("1200000321"), true);

        assertThat(desk.log().moves(Instant.EPOCH)).hasSize(2);
        assertThat(desk.log().moves(NOON.plusSeconds(1)))
                .extracting(entry -> entry.move().toString())
                .containsExactly("CANARY to SHADOW");
    }
}
