package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.migration.ActFilter;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Cause.Via;
import io.github.kdpbridge.core.migration.Cut;
import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.core.migration.InMemoryRoutes;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.core.migration.Part;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.testfixtures.TestClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of all {@link Routes}, in memory and in both databases. */
@Tag("one-jdk")
@ParameterizedClass
@EnumSource
class RoutesTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");
    private static final Unit UNIT = customer("1200000321");
    private static final Cause OPERATOR_1 = new Cause("operator-1", Via.COMMAND, "first customer", "");
    private static final Cause OPERATOR_2 = new Cause("operator-2", Via.PAGE, "second thoughts", "");
    private static final Cause RULE = Cause.rule("outcome", "1 difference in outcome", "second hit in a row");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<Phase> PHASES = List.of(Phase.values());
    private static final Move TO_SHADOW = Move.forward(Phase.GEN1, Phase.SHADOW, OPERATOR_1);
    private static final Move TO_CANARY = Move.forward(Phase.SHADOW, Phase.CANARY, OPERATOR_1);

    private final TestClock clock = TestClock.at(NOON);
    private boolean isDrained = true;
    private Routes routes;
    private Ledger ledger;

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @TempDir
    private Path folder;

    enum Kind {
        MEMORY,
        SQLITE,
        POSTGRESQL
    }

    @Parameter
    private Kind kind;

    @BeforeEach
    void open() {
        switch (kind) {
            case MEMORY -> {
                ledger = InMemoryLedger.create();
                routes = new InMemoryRoutes(clock, (unit, side) -> isDrained);
            }
            case SQLITE -> open(new LedgerStore.SqliteFile(folder.resolve("ledger.db")));
            case POSTGRESQL -> open(postgresql.empty());
        }
    }

    private void open(LedgerStore store) {
        SqlLedger opened = SqlLedger.withoutHeart(store, Ticker.systemTicker(), Clock.systemUTC());
        ledger = opened;
        routes = new SqlRoutes(opened.database(), opened.heart(), new Moments(clock), (sql, unit, side) -> isDrained);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** Returns a number of rounds that a database can do in a few seconds. */
    private int rounds(int inMemory) {
        return kind == Kind.MEMORY ? inMemory : inMemory / 10;
    }

    private static Unit customer(String id) {
        return UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of(id), null);
    }

    /** Returns all legal moves. */
    private static List<Move> moves(Cause cause) {
        List<Move> moves = new ArrayList<>();
        for (Phase from : PHASES) {
            for (Phase to : PHASES) {
                for (Move.Kind way : EnumSet.complementOf(EnumSet.of(Move.Kind.UNKNOWN))) {
                    try {
                        moves.add(new Move(from, to, way, cause));
                    } catch (MoveRefusedException e) {
                        assertThat(e.reason()).isEqualTo(Reason.ILLEGAL);
                    }
                }
            }
        }
        return moves;
    }

    private LoggedMove entry(long epoch, Move move, Result result) {
        return new LoggedMove(UNIT, epoch, move, result, NOON);
    }

    private void refused(Move move, long epoch, Reason reason, String message) {
        assertThatThrownBy(() -> routes.begin(UNIT, epoch, move))
                .isInstanceOfSatisfying(
                        MoveRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessage(message);
    }

    @Test
    void unit_keepsThePhaseOfItsFirstSight() {
        assertThat(routes.find(UNIT)).isEmpty();
        assertThat(routes.see(UNIT, Phase.GEN1)).isEqualTo(new Route(UNIT, Phase.GEN1, 0, null));
        assertThat(routes.see(UNIT, Phase.DONE)).isEqualTo(new Route(UNIT, Phase.GEN1, 0, null));
        assertThat(routes.find(UNIT)).contains(new Route(UNIT, Phase.GEN1, 0, null));
        assertThat(routes.log(RESELLER)).isEmpty();
    }

    @Test
    void units_areListedByAccountInTheOrderOfTheirFirstSight() {
        Unit other = Unit.account(ResellerId.of("4680000926"));
        routes.see(customer("2"), Phase.GEN1);
        routes.see(other, Phase.GEN1);
        routes.see(customer("1"), Phase.GEN1);

        assertThat(routes.all(RESELLER))
                .extracting(route -> route.unit().name())
                .containsExactly("2", "1");
        assertThat(routes.all(other.reseller())).extracting(Route::unit).containsExactly(other);
    }

    /** Nothing says whose it is. */
    @Test
    void writeThatCannotBeRead_isPassedOnWhileNoCustomerMovesOrHasMoved() {
        assertThat(routes.passUnread(RESELLER)).isTrue();
        routes.see(customer("1"), Phase.READS);
        routes.see(UNIT, Phase.SHADOW);
        assertThat(routes.passUnread(RESELLER)).isTrue();

        routes.begin(UNIT, 0, TO_CANARY);
        assertThat(routes.passUnread(RESELLER)).as("is about to move").isFalse();
        assertThat(routes.passUnread(ResellerId.of("4680000926")))
                .as("another account")
                .isTrue();
        routes.end(UNIT, 1, Result.GIVEN_UP, OPERATOR_1);
        assertThat(routes.passUnread(RESELLER)).as("stays").isTrue();
        routes.begin(UNIT, 2, new Move(Phase.SHADOW, Phase.CANARY, Move.Kind.NOW, OPERATOR_1));
        assertThat(routes.passUnread(RESELLER)).as("has moved").isFalse();
    }

    @Test
    void moveThatLeavesWritesWhereTheyAre_isDoneAtOnce() {
        routes.see(UNIT, Phase.GEN1);

        assertThat(routes.begin(UNIT, 0, TO_SHADOW)).isEqualTo(new Route(UNIT, Phase.SHADOW, 1, null));
        assertThat(routes.find(UNIT)).contains(new Route(UNIT, Phase.SHADOW, 1, null));
        assertThat(routes.log(RESELLER)).containsExactly(entry(1, TO_SHADOW, Result.MOVED));
        assertThat(routes.toDrive()).isEmpty();
    }

    @Test
    void moveOfWrites_waitsHoldsAndFlips() {
        routes.see(UNIT, Phase.SHADOW);

        assertThat(routes.begin(UNIT, 0, TO_CANARY)).isEqualTo(new Route(UNIT, Phase.SHADOW, 1, null));
        assertThat(routes.toDrive()).containsExactly(entry(1, TO_CANARY, Result.BEGUN));
        assertThat(routes.hold(UNIT, 1)).isTrue();
        assertThat(routes.find(UNIT)).contains(new Route(UNIT, Phase.SHADOW, 1, Generation.GEN2));
        assertThat(routes.flip(UNIT, 1)).isTrue();
        assertThat(routes.find(UNIT)).contains(new Route(UNIT, Phase.CANARY, 2, null));
        assertThat(routes.log(RESELLER))
                .containsExactly(entry(1, TO_CANARY, Result.BEGUN), entry(2, TO_CANARY, Result.MOVED));
        assertThat(routes.toDrive()).isEmpty();
    }

    @Test
    void unitThatIsNotDrained_doesNotFlip() {
        routes.see(UNIT, Phase.SHADOW);
        routes.begin(UNIT, 0, TO_CANARY);
        routes.hold(UNIT, 1);
        isDrained = false;

        assertThat(routes.isDrained(UNIT)).isFalse();
        assertThat(routes.flip(UNIT, 1)).isFalse();
        assertThat(routes.find(UNIT)).contains(new Route(UNIT, Phase.SHADOW, 1, Generation.GEN2));
    }

    @Test
    void unitThatIsNotHeld_doesNotFlip() {
        routes.see(UNIT, Phase.SHADOW);
        routes.begin(UNIT, 0, TO_CANARY);

        assertThat(routes.flip(UNIT, 1)).isFalse();
        routes.hold(UNIT, 1);
        assertThat(routes.release(UNIT, 1)).isTrue();
        assertThat(routes.flip(UNIT, 1)).isFalse();
        assertThat(routes.find(UNIT)).contains(new Route(UNIT, Phase.SHADOW, 1, null));
    }

    @Test
    void moveThatIsGivenUp_leavesTheUnitWhereItWas() {
        routes.see(UNIT, Phase.SHADOW);
        routes.begin(UNIT, 0, TO_CANARY);
        routes.hold(UNIT, 1);

        assertThat(routes.end(UNIT, 1, Result.GIVEN_UP, OPERATOR_2)).isTrue();
        assertThat(routes.find(UNIT)).contains(new Route(UNIT, Phase.SHADOW, 2, null));
        assertThat(routes.log(RESELLER))
                .containsExactly(
                        entry(1, TO_CANARY, Result.BEGUN), entry(2, TO_CANARY.with(OPERATOR_2), Result.GIVEN_UP));
    }

    @Test
    void moverOfAMoveThatIsOver_changesNothing() {
        routes.see(UNIT, Phase.SHADOW);
        routes.begin(UNIT, 0, TO_CANARY);
        routes.end(UNIT, 1, Result.CANCELLED, OPERATOR_2);

        assertThat(routes.hold(UNIT, 1)).isFalse();
        assertThat(routes.release(UNIT, 1)).isFalse();
        assertThat(routes.flip(UNIT, 1)).isFalse();
        assertThat(routes.end(UNIT, 1, Result.GIVEN_UP, OPERATOR_2)).isFalse();
        assertThat(routes.find(UNIT)).contains(new Route(UNIT, Phase.SHADOW, 2, null));
    }

    @Test
    void move_endsGivenUpOrCancelledOnly() {
        assertThatThrownBy(() -> routes.end(UNIT, 1, Result.MOVED, OPERATOR_2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a move does not end as MOVED");
    }

    @Test
    void unknownUnit_isRefused() {
        refused(TO_SHADOW, 0, Reason.UNKNOWN, "customer 1200000321 does not move: it made no call yet");
    }

    @Test
    void stalePage_isRefusedWithWhatHappenedMeanwhile() {
        routes.see(UNIT, Phase.GEN1);
        routes.begin(UNIT, 0, TO_SHADOW);

        refused(
                Move.forward(Phase.SHADOW, Phase.CANARY, OPERATOR_2),
                0,
                Reason.STALE,
                "customer 1200000321 does not move: it changed meanwhile by operator-1:"
                        + " MOVED, GEN1 to SHADOW (epoch 1, not 0); look at it again");
    }

    @Test
    void moveFromAnotherPhase_isRefused() {
        routes.see(UNIT, Phase.GEN1);

        refused(
                TO_CANARY,
                0,
                Reason.ILLEGAL,
                "customer 1200000321 does not move: it is in GEN1, not in SHADOW; legal from GEN1: forward to SHADOW");
    }

    @Test
    void secondMove_isRefusedWhileOneIsUnderWay() {
        routes.see(UNIT, Phase.SHADOW);
        routes.begin(UNIT, 0, TO_CANARY);

        refused(
                Move.forward(Phase.SHADOW, Phase.READS, OPERATOR_2),
                1,
                Reason.RUNNING,
                "customer 1200000321 does not move: operator-1 moves it from SHADOW to CANARY;"
                        + " wait, cancel that move, or bring the unit back at once");
    }

    @Test
    void moveBack_cancelsAMoveForward_inTheNameOfTheMoveBack() {
        routes.see(UNIT, Phase.SHADOW);
        routes.begin(UNIT, 0, TO_CANARY);
        routes.hold(UNIT, 1);
        Move back = Move.back(Phase.SHADOW, OPERATOR_2);

        assertThat(routes.begin(UNIT, 1, back)).isEqualTo(new Route(UNIT, Phase.GEN1, 3, null));
        assertThat(routes.log(RESELLER))
                .containsExactly(
                        entry(1, TO_CANARY, Result.BEGUN),
                        entry(2, TO_CANARY.with(OPERATOR_2), Result.CANCELLED),
                        entry(3, back, Result.MOVED));
    }

    @Test
    void moveBackAtOnce_cancelsAnOrderlyOne() {
        routes.see(UNIT, Phase.CANARY);
        Move orderly = Move.back(Phase.CANARY, OPERATOR_1);
        Move atOnce = Move.backAtOnce(Phase.CANARY, RULE);
        routes.begin(UNIT, 0, orderly);
        isDrained = false;

        assertThat(routes.begin(UNIT, 1, atOnce)).isEqualTo(new Route(UNIT, Phase.SHADOW, 3, null));
        assertThat(routes.log(RESELLER))
                .containsExactly(
                        entry(1, orderly, Result.BEGUN),
                        entry(2, orderly.with(RULE), Result.CANCELLED),
                        entry(3, atOnce, Result.MOVED));
    }

    @Test
    void orderlyMoveBack_doesNotCancelAnother() {
        routes.see(UNIT, Phase.CANARY);
        routes.begin(UNIT, 0, Move.back(Phase.CANARY, OPERATOR_1));

        refused(
                Move.back(Phase.CANARY, OPERATOR_2),
                1,
                Reason.RUNNING,
                "customer 1200000321 does not move: operator-1 moves it from CANARY to SHADOW;"
                        + " wait, cancel that move, or bring the unit back at once");
    }

    @Test
    void rule_movesNothingForward_andReopensNothing() {
        List<Move> forward = moves(RULE).stream()
                .filter(move -> move.isForward() || move.kind() == Move.Kind.REOPEN)
                .toList();
        assertThat(forward).hasSize(9);
        for (Move move : forward) {
            Unit unit = customer(move.kind() + " " + move);
            routes.see(unit, move.from());

            assertThatThrownBy(() -> routes.begin(unit, 0, move))
                    .isInstanceOf(MoveRefusedException.class)
                    .hasMessage("%s does not move: rule:outcome may only bring it back", unit);
        }
    }

    @Test
    void freeze_cancelsMovesForward_andRefusesOthers_butNoneBack() {
        routes.see(UNIT, Phase.SHADOW);
        routes.begin(UNIT, 0, TO_CANARY);
        routes.freeze(RESELLER, OPERATOR_2);
        routes.freeze(RESELLER, OPERATOR_1);

        assertThat(routes.frozen(RESELLER)).contains(new Freeze(OPERATOR_2, NOON));
        assertThat(routes.log(RESELLER))
                .containsExactly(
                        entry(1, TO_CANARY, Result.BEGUN), entry(2, TO_CANARY.with(OPERATOR_2), Result.CANCELLED));
        refused(
                TO_CANARY,
                2,
                Reason.FROZEN,
                "customer 1200000321 does not move: operator-2 froze the account: second thoughts; moves back are possible");
        assertThat(routes.begin(UNIT, 2, Move.back(Phase.SHADOW, OPERATOR_1)).phase())
                .isEqualTo(Phase.GEN1);
        assertThat(routes.unfreeze(RESELLER, NOON.minusMillis(1), OPERATOR_1)).isFalse();
        assertThat(routes.unfreeze(RESELLER, NOON, OPERATOR_1)).isTrue();
        assertThat(routes.unfreeze(RESELLER, NOON, OPERATOR_1)).isFalse();
        assertThat(routes.frozen(RESELLER)).isEmpty();
        assertThat(routes.begin(UNIT, 3, TO_SHADOW).phase()).isEqualTo(Phase.SHADOW);
    }

    @Test
    void freezeThatTakesThePlaceOfAnother_isADifferentOne() {
        routes.freeze(RESELLER, OPERATOR_2);

        assertThat(routes.freeze(RESELLER, OPERATOR_1, freeze -> freeze.cause().equals(OPERATOR_2)))
                .isFalse();
        assertThat(routes.freeze(RESELLER, OPERATOR_1, freeze -> false)).isTrue();
        assertThat(routes.frozen(RESELLER)).contains(new Freeze(OPERATOR_1, NOON.plusMillis(1)));
        assertThat(routes.unfreeze(RESELLER, NOON, OPERATOR_2)).isFalse();
    }

    @Test
    void actsThatAreNoMoves_areInALogOfTheirOwn() {
        routes.freeze(RESELLER, OPERATOR_2);
        clock.pass(Duration.ofSeconds(1));
        routes.freeze(RESELLER, OPERATOR_1);
        routes.unfreeze(RESELLER, NOON, OPERATOR_1);
        clock.pass(Duration.ofSeconds(1));
        String result = "1200000321\tMOVED\tCANARY to SHADOW\n\tSTOPPED\tit is away";
        LoggedAct noted = routes.note(RESELLER, LoggedAct.Kind.PANIC, OPERATOR_1, result);
        routes.freeze(ResellerId.of("4680000926"), OPERATOR_2);

        assertThat(acts(ActFilter.ALL))
                .extracting(LoggedAct::kind, LoggedAct::cause, LoggedAct::result, LoggedAct::at)
                .containsExactly(
                        tuple(LoggedAct.Kind.PANIC, OPERATOR_1, result, NOON.plusSeconds(2)),
                        tuple(LoggedAct.Kind.UNFREEZE, OPERATOR_1, "", NOON.plusSeconds(1)),
                        tuple(LoggedAct.Kind.FREEZE, OPERATOR_2, "", NOON));
        assertThat(acts(ActFilter.ALL))
                .contains(noted)
                .extracting(LoggedAct::id)
                .doesNotHaveDuplicates();
        assertThat(noted.acted().stopped()).isEqualTo("it is away");
        assertThat(noted.acted().summary()).isEqualTo("the account is frozen; 1 moved");
    }

    private List<LoggedAct> acts(ActFilter filter) {
        return routes.acts(RESELLER, filter, Cut.WHOLE).rows();
    }

    @Test
    void acts_comeInParts_byTheirTextKindAndTime() {
        routes.freeze(RESELLER, OPERATOR_2);
        for (int i = 1; i <= 4; i++) {
            clock.pass(Duration.ofSeconds(1));
            routes.note(
                    RESELLER, LoggedAct.Kind.PROMOTE, OPERATOR_1, "120000032%d\tMOVED\tGEN1 to SHADOW".formatted(i));
        }
        routes.note(ResellerId.of("4680000926"), LoggedAct.Kind.PROMOTE, OPERATOR_1, "");
        List<LoggedAct> all = acts(ActFilter.ALL);

        assertThat(all)
                .extracting(LoggedAct::at)
                .containsExactly(
                        NOON.plusSeconds(4), NOON.plusSeconds(3), NOON.plusSeconds(2), NOON.plusSeconds(1), NOON);
        assertThat(routes.acts(RESELLER, ActFilter.ALL, new Cut(2, 2))).isEqualTo(new Part<>(all.subList(2, 4), 5, 2));
        assertThat(routes.acts(RESELLER, ActFilter.ALL, new Cut(9, 2))).isEqualTo(new Part<>(all.subList(4, 5), 5, 3));
        assertThat(acts(ActFilter.of("SECOND tho"))).containsExactly(all.get(4));
        assertThat(acts(ActFilter.of("1200000322"))).containsExactly(all.get(2));
        assertThat(acts(ActFilter.of("120000032_"))).isEmpty();
        assertThat(acts(ActFilter.since(NOON.plusSeconds(3)))).containsExactly(all.get(0), all.get(1));
        assertThat(acts(new ActFilter("", Set.of(LoggedAct.Kind.FREEZE, LoggedAct.Kind.PANIC), NOON)))
                .containsExactly(all.get(4));
        assertThat(routes.act(RESELLER, all.get(3).id())).contains(all.get(3));
        assertThat(routes.act(ResellerId.of("4680000926"), all.get(3).id())).isEmpty();
        assertThat(routes.act(RESELLER, "")).isEmpty();
    }

    /** The clocks of two gateways differ. */
    @Test
    void endOfAFreeze_isNotBeforeItsBegin_andNoFreezeBeginsBeforeTheEndOfTheLast() {
        routes.freeze(RESELLER, OPERATOR_2);
        clock.pass(Duration.ofSeconds(-30));
        assertThat(routes.unfreeze(RESELLER, NOON, OPERATOR_1)).isTrue();
        routes.freeze(RESELLER, OPERATOR_1);

        Instant second = NOON.plusMillis(2);
        assertThat(routes.frozen(RESELLER)).contains(new Freeze(OPERATOR_1, second));
        assertThat(routes.unfreeze(RESELLER, NOON, OPERATOR_2))
                .as("the first is over")
                .isFalse();
        assertThat(acts(ActFilter.ALL))
                .extracting(LoggedAct::kind, LoggedAct::at)
                .containsExactly(
                        tuple(LoggedAct.Kind.FREEZE, second),
                        tuple(LoggedAct.Kind.UNFREEZE, NOON.plusMillis(1)),
                        tuple(LoggedAct.Kind.FREEZE, NOON));
    }

    @Test
    void freeze_concernsItsAccountOnly_andLeavesMovesBackUnderWay() {
        routes.see(UNIT, Phase.CANARY);
        routes.begin(UNIT, 0, Move.back(Phase.CANARY, OPERATOR_1));
        routes.freeze(RESELLER, OPERATOR_2);
        routes.freeze(ResellerId.of("4680000926"), OPERATOR_2);

        assertThat(routes.toDrive()).extracting(LoggedMove::unit).containsExactly(UNIT);
    }

    @Test
    void ofTwoOperatorsAtOnce_oneWins() throws Exception {
        for (int round = 0; round < rounds(200); round++) {
            Unit unit = customer(String.valueOf(round));
            routes.see(unit, Phase.GEN1);
            raceOfTwo(() -> begins(unit, OPERATOR_1), () -> begins(unit, OPERATOR_2));
            assertThat(routes.find(unit)).contains(new Route(unit, Phase.SHADOW, 1, null));
        }
        assertThat(routes.log(RESELLER)).hasSize(rounds(200));
    }

    private boolean begins(Unit unit, Cause cause) {
        try {
            routes.begin(unit, 0, Move.forward(Phase.GEN1, Phase.SHADOW, cause));
            return true;
        } catch (MoveRefusedException e) {
            assertThat(e.reason()).isEqualTo(Reason.STALE);
            return false;
        }
    }

    @Test
    void ofAFlipAndItsCancellationAtOnce_oneWins() throws Exception {
        for (int round = 0; round < rounds(200); round++) {
            Unit unit = customer(String.valueOf(round));
            routes.see(unit, Phase.SHADOW);
            routes.begin(unit, 0, TO_CANARY);
            routes.hold(unit, 1);
            raceOfTwo(() -> routes.flip(unit, 1), () -> routes.end(unit, 1, Result.CANCELLED, OPERATOR_2));
            assertThat(routes.find(unit).orElseThrow().epoch()).isEqualTo(2);
        }
        assertThat(routes.log(RESELLER)).hasSize(rounds(400));
    }

    private static void raceOfTwo(Callable<Boolean> one, Callable<Boolean> other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> wins = threads.invokeAll(List.of(after(start, one), after(start, other)));
            assertThat(List.of(wins.get(0).get(), wins.get(1).get())).containsExactlyInAnyOrder(true, false);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Boolean> after(CyclicBarrier start, Callable<Boolean> action) {
        return () -> {
            start.await();
            return action.call();
        };
    }

    /** A unit changes only by its log, whatever operators, rules and movers try. */
    @Test
    void whateverHappens_eachEpochHasOneEntry_andTheLogTellsThePhase() {
        List<Move> moves = Stream.of(OPERATOR_1, OPERATOR_2, RULE)
                .flatMap(cause -> moves(cause).stream())
                .toList();
        for (int seed = 0; seed < rounds(200); seed++) {
            Random random = new Random(seed);
            List<Unit> units = List.of(customer(seed + "a"), customer(seed + "b"));
            Map<Unit, Phase> starts = new HashMap<>();
            for (Unit unit : units) {
                starts.put(unit, PHASES.get(random.nextInt(PHASES.size())));
                routes.see(unit, starts.get(unit));
            }
            for (int turn = 0; turn < 60; turn++) {
                act(random, units.get(random.nextInt(units.size())), moves);
            }
            for (Unit unit : units) {
                check(seed, unit, starts.get(unit));
            }
        }
    }

    private void act(Random random, Unit unit, List<Move> moves) {
        long epoch = Math.max(0, routes.find(unit).orElseThrow().epoch() - random.nextInt(4) / 3);
        isDrained = random.nextBoolean();
        switch (random.nextInt(8)) {
            case 0 -> routes.hold(unit, epoch);
            case 1 -> routes.release(unit, epoch);
            case 2 -> routes.flip(unit, epoch);
            case 3 -> routes.end(unit, epoch, Result.CANCELLED, OPERATOR_2);
            default -> {
                try {
                    routes.begin(unit, epoch, moves.get(random.nextInt(moves.size())));
                } catch (MoveRefusedException e) {
                    assertThat(e.getMessage()).doesNotContain("\n");
                }
            }
        }
    }

    private void check(int seed, Unit unit, Phase start) {
        Route route = routes.find(unit).orElseThrow();
        List<LoggedMove> log = routes.log(RESELLER).stream()
                .filter(entry -> entry.unit().equals(unit))
                .toList();
        assertThat(log)
                .as("seed %d", seed)
                .extracting(LoggedMove::epoch)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, route.epoch()).boxed().toList());
        Phase phase = start;
        for (LoggedMove entry : log) {
            assertThat(entry.move().from()).as("seed %d, %s", seed, entry).isEqualTo(phase);
            if (entry.result() == Result.MOVED) {
                phase = entry.move().to();
                assertThat(entry.move().cause().equals(RULE) && entry.move().isForward())
                        .as("seed %d, %s", seed, entry)
                        .isFalse();
            }
        }
        assertThat(route.phase()).as("seed %d", seed).isEqualTo(phase);
    }

    /** A unit's state needs no more of its log, however long that is. */
    @Test
    void recentEntries_beginWithTheOneThatBroughtTheUnitIntoItsPhase() {
        Unit never = customer("1200000323");
        Unit other = customer("1200000324");
        List.of(UNIT, never, other).forEach(unit -> routes.see(unit, Phase.SHADOW));
        routes.begin(UNIT, 0, Move.back(Phase.SHADOW, OPERATOR_1));
        routes.begin(UNIT, 1, TO_SHADOW);
        routes.begin(UNIT, 2, TO_CANARY);
        routes.end(UNIT, 3, Result.GIVEN_UP, OPERATOR_1);
        routes.begin(UNIT, 4, TO_CANARY);
        routes.begin(never, 0, TO_CANARY);
        routes.begin(other, 0, Move.back(Phase.SHADOW, OPERATOR_1));

        List<LoggedMove> recent = routes.recent(List.of(UNIT, never, customer("1200000399")));
        assertThat(epochs(recent, UNIT)).containsExactly(2L, 3L, 4L, 5L);
        assertThat(epochs(recent, never)).containsExactly(1L);
        assertThat(recent).hasSize(5);
        List<LoggedMove> all = routes.log(List.of(UNIT, other));
        assertThat(epochs(all, UNIT)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(all).hasSize(6).contains(routes.log(other).get(0));
        assertThat(routes.recent(List.of())).isEmpty();
    }

    private static List<Long> epochs(List<LoggedMove> entries, Unit unit) {
        return entries.stream()
                .filter(entry -> entry.unit().equals(unit))
                .map(LoggedMove::epoch)
                .toList();
    }

    @Test
    void returns_areTheWaysBackOfRulesAfterATime() {
        for (String id : List.of("1", "2", "3", "4")) {
            routes.see(customer(id), Phase.CANARY);
        }
        Move back = Move.backAtOnce(Phase.CANARY, RULE);
        routes.begin(customer("1"), 0, back);
        clock.pass(Duration.ofMinutes(1));
        routes.begin(customer("2"), 0, back);
        routes.begin(customer("3"), 0, Move.back(Phase.CANARY, RULE));
        routes.end(customer("3"), 1, Result.GIVEN_UP, RULE);
        routes.begin(customer("4"), 0, Move.backAtOnce(Phase.CANARY, OPERATOR_1));

        assertThat(routes.returns(RESELLER, NOON))
                .extracting(entry -> entry.unit().label(), LoggedMove::result)
                .containsExactlyInAnyOrder(tuple("2", Result.MOVED), tuple("3", Result.BEGUN));
        assertThat(routes.returns(RESELLER, NOON.minusMillis(1))).hasSize(3);
        assertThat(routes.returns(ResellerId.of("4680000926"), Instant.EPOCH)).isEmpty();
    }

    /** Two units that moved, one of them twice. */
    private void log() {
        Unit second = customer("1200000322");
        routes.see(UNIT, Phase.GEN1);
        routes.see(second, Phase.GEN1);
        routes.begin(UNIT, 0, TO_SHADOW);
        clock.pass(Duration.ofMinutes(1));
        routes.begin(second, 0, Move.forward(Phase.GEN1, Phase.SHADOW, OPERATOR_2));
        clock.pass(Duration.ofMinutes(1));
        routes.begin(UNIT, 1, Move.back(Phase.SHADOW, RULE));
    }

    private List<String> found(String text) {
        return routes.log(RESELLER, text, Cut.WHOLE).rows().stream()
                .map(entry -> entry.unit().label() + " " + entry.epoch())
                .toList();
    }

    @Test
    void log_comesInParts_theNewestFirst() {
        log();

        assertThat(found("")).containsExactly("1200000321 2", "1200000322 1", "1200000321 1");
        assertThat(routes.log(RESELLER, "", new Cut(2, 2)))
                .isEqualTo(new Part<>(List.of(entry(1, TO_SHADOW, Result.MOVED)), 3, 2));
        assertThat(routes.log(RESELLER, "", new Cut(7, 2)).number())
                .as("the last part")
                .isEqualTo(2);
        assertThat(routes.log(ResellerId.of("4680000999"), "", new Cut(7, 2)))
                .isEqualTo(new Part<LoggedMove>(List.of(), 0, 1));
        assertThat(routes.log(UNIT)).extracting(LoggedMove::epoch).containsExactly(1L, 2L);
    }

    @Test
    void log_isSearchedByUnitPhaseResultAuthorReasonAndEvidence_whateverTheCase() {
        log();

        assertThat(found("0322")).containsExactly("1200000322 1");
        assertThat(found("shadow TO gen1")).containsExactly("1200000321 2");
        assertThat(found("moved")).hasSize(3);
        assertThat(found("RULE:OUT")).containsExactly("1200000321 2");
        assertThat(found("Second thoughts")).containsExactly("1200000322 1");
        assertThat(found("hit in a row")).containsExactly("1200000321 2");
        assertThat(found("page")).containsExactly("1200000322 1");
        assertThat(found("1 d_fference")).as("no wildcard").isEmpty();
        assertThat(found("customer")).hasSize(3);
    }

    @Test
    void version_isAnotherOneAfterEachChange() {
        List<String> versions = new ArrayList<>(List.of(routes.version(RESELLER)));
        routes.see(UNIT, Phase.SHADOW);
        versions.add(routes.version(RESELLER));
        routes.begin(UNIT, 0, TO_CANARY);
        versions.add(routes.version(RESELLER));
        routes.hold(UNIT, 1);
        versions.add(routes.version(RESELLER));
        routes.flip(UNIT, 1);
        versions.add(routes.version(RESELLER));

        assertThat(versions).doesNotHaveDuplicates();
        routes.see(Unit.account(ResellerId.of("4680000999")), Phase.GEN1);
        assertThat(routes.version(RESELLER)).isEqualTo(versions.get(4));
    }
}
