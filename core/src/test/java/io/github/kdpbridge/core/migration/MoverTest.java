package io.github.kdpbridge.core.migration;

import static io.github.kdpbridge.core.migration.Causes.OPERATOR_1;
import static io.github.kdpbridge.core.migration.Causes.OPERATOR_2;
import static io.github.kdpbridge.core.migration.Causes.RESELLER;
import static io.github.kdpbridge.core.migration.Causes.UNIT;
import static io.github.kdpbridge.core.migration.Causes.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Cause.Via;
import io.github.kdpbridge.core.migration.CutOver.Limits;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import io.github.kdpbridge.testfixtures.TestClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoverTest {
    private static final Limits LIMITS =
            new Limits(Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofSeconds(60));
    private static final Move TO_CANARY = Move.forward(Phase.SHADOW, Phase.CANARY, OPERATOR_1);

    private final TestClock clock = TestClock.at(Instant.parse("2026-11-23T12:00:00Z"));
    private boolean isDrained;
    private final Routes routes = new InMemoryRoutes(clock, (unit, side) -> isDrained);
    private final Mover mover = new Mover(routes, LIMITS);

    private Route route() {
        return routes.find(UNIT).orElseThrow();
    }

    private void begin() {
        routes.see(UNIT, Phase.SHADOW);
        routes.begin(UNIT, 0, TO_CANARY);
    }

    private void look(long seconds) {
        mover.look(Duration.ofSeconds(seconds));
    }

    @Test
    void unit_movesOnceItIsDrained() {
        begin();
        look(0);
        assertThat(route()).isEqualTo(new Route(UNIT, Phase.SHADOW, 1, null));
        isDrained = true;
        look(1);
        assertThat(route()).isEqualTo(new Route(UNIT, Phase.SHADOW, 1, Generation.GEN2));
        look(2);
        assertThat(route()).isEqualTo(new Route(UNIT, Phase.CANARY, 2, null));
        look(3);
        assertThat(route().epoch()).isEqualTo(2);
    }

    @Test
    void limitsThatChange_countForAMoveUnderWay() {
        AtomicReference<Limits> limits = new AtomicReference<>(LIMITS);
        Mover reloaded = new Mover(routes, any -> Optional.of(limits.get()));
        begin();
        reloaded.look(Duration.ZERO);
        limits.set(new Limits(Duration.ofMinutes(1), LIMITS.holding(), LIMITS.pause()));

        reloaded.look(Duration.ofSeconds(59));
        assertThat(routes.log(RESELLER)).extracting(LoggedMove::result).containsExactly(Result.BEGUN);
        reloaded.look(Duration.ofSeconds(60));

        assertThat(routes.log(RESELLER)).extracting(LoggedMove::result).containsExactly(Result.BEGUN, Result.GIVEN_UP);
    }

    @Test
    void writesThatStayOpen_areNotHeldUpForLong() {
        begin();
        isDrained = true;
        look(0);
        isDrained = false;
        look(29);
        assertThat(route().isHeld()).isTrue();
        look(30);
        assertThat(route()).isEqualTo(new Route(UNIT, Phase.SHADOW, 1, null));
    }

    @Test
    void moveThatTakesTooLong_isGivenUpWithTheReason() {
        begin();
        look(0);
        look(600);

        assertThat(route()).isEqualTo(new Route(UNIT, Phase.SHADOW, 2, null));
        assertThat(routes.log(RESELLER))
                .element(1)
                .isEqualTo(new LoggedMove(
                        UNIT,
                        2,
                        TO_CANARY.with(new Cause("operator-1", Via.COMMAND, "not drained within 10 min", "")),
                        Result.GIVEN_UP,
                        clock.instant()));
    }

    @Test
    void moveThatWasCancelledAndBegunAgain_hasItsWholeTimeAgain() {
        begin();
        look(0);
        routes.end(UNIT, 1, Result.CANCELLED, OPERATOR_2);
        routes.begin(UNIT, 2, TO_CANARY);
        look(599);
        look(1_198);
        assertThat(route().epoch()).isEqualTo(3);
        look(1_199);
        assertThat(route().epoch()).isEqualTo(4);
    }

    /** Whatever the unit's writes and two movers do, a move ends, no hold is long, and no unit moves that is not drained. */
    @Test
    void everyMove_endsInTime() {
        for (int seed = 0; seed < 100; seed++) {
            Unit unit = customer(String.valueOf(seed));
            Random random = new Random(seed);
            List<Mover> movers = List.of(mover, new Mover(routes, LIMITS));
            routes.see(unit, Phase.CANARY);
            routes.begin(unit, 0, Move.back(Phase.CANARY, OPERATOR_1));
            int rarely = 1 + random.nextInt(20);
            int second = 0;
            int heldSince = 0;
            for (; !routes.toDrive().isEmpty(); second++) {
                isDrained = random.nextInt(rarely) == 0;
                movers.get(random.nextInt(2)).look(Duration.ofSeconds(second));
                Route route = routes.find(unit).orElseThrow();
                assertThat(route.phase() == Phase.CANARY || isDrained)
                        .as("seed %d", seed)
                        .isTrue();
                heldSince = route.isHeld() ? heldSince : second;
                assertThat(second - heldSince).as("seed %d", seed).isLessThan(60);
            }
            assertThat(second).as("seed %d", seed).isLessThan(660);
            assertThat(routes.find(unit).orElseThrow().epoch())
                    .as("seed %d", seed)
                    .isEqualTo(2);
        }
    }

    /** Fails each method once, with and without effect. */
    private Mover failingAt(String failing, boolean takesEffect) {
        AtomicBoolean failed = new AtomicBoolean();
        Routes flaky = (Routes) Proxy.newProxyInstance(
                Routes.class.getClassLoader(), new Class<?>[] {Routes.class}, (proxy, method, arguments) -> {
                    boolean fails = method.getName().equals(failing) && failed.compareAndSet(false, true);
                    Object answer = fails && !takesEffect ? null : method.invoke(routes, arguments);
                    if (fails) {
                        throw new LedgerException("the database went away", null);
                    }
                    return answer;
                });
        return new Mover(flaky, LIMITS);
    }

    private void look(Mover flaky, int from, int until) {
        for (int second = from; second <= until; second++) {
            try {
                flaky.look(Duration.ofSeconds(second));
            } catch (LedgerException expected) {
                assertThat(expected).hasMessage("the database went away");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unitWhoseHoldFailed_movesAllTheSame(boolean takesEffect) {
        begin();
        isDrained = true;

        look(failingAt("hold", takesEffect), 0, 3);

        assertThat(route().phase()).isEqualTo(Phase.CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"release", "end"})
    void unitWhoseMoveDoesNotEndAtOnce_isNotHeldForLong(String failing) {
        begin();
        routes.hold(UNIT, 1);
        Mover flaky = failingAt(failing, false);

        look(flaky, 0, 0);
        look(flaky, failing.equals("end") ? 600 : 30, 700);

        assertThat(route().isHeld()).isFalse();
    }
}
