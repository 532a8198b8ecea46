package io.github.kdpbridge.core.migration;

import static io.github.kdpbridge.core.migration.Causes.OPERATOR_1;
import static io.github.kdpbridge.core.migration.Causes.RESELLER;
import static io.github.kdpbridge.core.migration.Causes.customer;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaveTest {
    private static final List<Unit> UNITS = IntStream.range(0, 10_000)
            .mapToObj(number -> customer(String.valueOf(1_200_000_000 + number)))
            .toList();

    private static Wave share(String name, String percent) {
        return Wave.ofPercent(name, new BigDecimal(percent));
    }

    private static Set<Unit> of(Wave wave) {
        return of(wave, UNITS);
    }

    private static Set<Unit> of(Wave wave, List<Unit> units) {
        return units.stream().filter(wave::includes).collect(toSet());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0.01, 0, 6", "1, 70, 130", "5, 430, 570", "33.33, 3180, 3490", "100, 10000, 10000"})
    void share_isThatOfTheUnits(String percent, int least, int most) {
        assertThat(of(share("w1", percent))).hasSizeBetween(least, most);
    }

    @Test
    void largerShare_holdsTheSmaller_whateverTheSteps() {
        List<Unit> units = UNITS.subList(0, 500);
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            int small = random.nextInt(10_001);
            int large = small + random.nextInt(10_001 - small);
            String name = "w" + seed;

            assertThat(of(new Wave(name, Set.of(), large), units))
                    .as("seed %d", seed)
                    .containsAll(of(new Wave(name, Set.of(), small), units));
        }
    }

    @Test
    void wavesOfOneShare_chooseDifferentUnits() {
        Set<Unit> both = new HashSet<>(of(share("w1", "10")));
        both.retainAll(of(share("w2", "10")));

        assertThat(both).hasSizeBetween(60, 140);
    }

    /** Percentages go up and down, operators bring units back: only a move changes a unit. */
    @Test
    void raisedPercentage_movesUnits_andALowerOneMovesNoneBack() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Routes routes = new InMemoryRoutes(Clock.systemUTC(), (unit, side) -> true);
            UNITS.subList(0, 100).forEach(unit -> routes.see(unit, Phase.GEN1));
            Set<Unit> moved = new HashSet<>();
            for (int turn = 0; turn < 20; turn++) {
                Wave wave = new Wave("w1", Set.of(), random.nextInt(10_001));
                List<Route> before = routes.all(RESELLER);
                List<Route> chosen = wave.before(Phase.SHADOW, before);
                assertThat(routes.all(RESELLER)).as("seed %d", seed).isEqualTo(before);
                for (Route route : chosen) {
                    routes.begin(route.unit(), route.epoch(), Move.forward(Phase.GEN1, Phase.SHADOW, OPERATOR_1));
                    moved.add(route.unit());
                }
                assertThat(routes.all(RESELLER).stream()
                                .filter(route -> route.phase() == Phase.SHADOW)
                                .map(Route::unit)
                                .collect(toSet()))
                        .as("seed %d", seed)
                        .isEqualTo(moved);
                if (!moved.isEmpty() && random.nextBoolean()) {
                    Unit back = moved.iterator().next();
                    long epoch = routes.find(back).orElseThrow().epoch();
                    routes.begin(back, epoch, Move.back(Phase.SHADOW, OPERATOR_1));
                    moved.remove(back);
                }
            }
        }
    }

    @Test
    void wave_concernsItsUnitsBeforeThePhase() {
        List<Route> known = List.of(
                Route.first(customer("1"), Phase.GEN1),
                Route.first(customer("2"), Phase.SHADOW),
                Route.first(customer("3"), Phase.DONE),
                Route.first(customer("4"), Phase.GEN1));

        assertThat(Wave.of("pilot", List.of("1", "2", "3")).before(Phase.SHADOW, known))
                .containsExactly(known.get(0));
        assertThat(Wave.of("pilot", List.of("1", "2", "3")).before(Phase.CANARY, known))
                .containsExactly(known.get(0), known.get(1));
    }

    @Test
    void accountsOwnUnit_isInNoShareButTheWhole() {
        Unit account = Unit.account(RESELLER);

        assertThat(share("w1", "99.99").includes(account)).isFalse();
        assertThat(share("w1", "100").includes(account)).isTrue();
        assertThat(Wave.of("all", List.of("*")).includes(account)).isTrue();
    }

    @Test
    void waveThatNamesUnknownUnits_isRefused() {
        List<Route> known = List.of(Route.first(customer("1"), Phase.GEN1));

        assertThatThrownBy(() -> Wave.of("pilot", List.of("1", "3", "2")).before(Phase.SHADOW, known))
                .isInstanceOfSatisfying(
                        MoveRefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN))
                .hasMessage("wave pilot does not move: 2, 3 made no call yet; legal are the 1 units that did");
        assertThatThrownBy(() -> Wave.of("pilot", List.of("2", "3", "4", "5", "6", "7", "8"))
                        .before(Phase.SHADOW, known))
                .isInstanceOf(MoveRefusedException.class)
                .hasMessage("wave pilot does not move: 2, 3, 4, 5, 6 and 2 more made no call yet;"
                        + " legal are the 1 units that did");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0.001", "33.333", "100.01", "1e9", "1e999999999", "-1e999999999", "1e-999999999"})
    void percent_is0To100InStepsOfAHundredth(String percent) {
        assertThatThrownBy(() -> share("w1", percent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("percent of wave w1 must be 0 to 100 in steps of 0.01, not %s", new BigDecimal(percent));
    }

    @Test
    void wave_isChecked() {
        assertThatThrownBy(() -> Wave.of("", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name of a wave is empty");
        assertThatThrownBy(() -> new Wave("w1", Set.of("1"), 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wave w1 has units and a share; it may have one of them");
        assertThatThrownBy(() -> new Wave("w1", Set.of(), 10_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("share of wave w1 must be 0 to 10000, not 10001");
    }

    @Test
    void waveOfThePlan_isFoundByItsName() {
        Plan plan = new Plan(UnitKind.CUSTOMER, Phase.GEN1, List.of(share("w1", "5"), share("rest", "100")));

        assertThat(plan.wave("rest")).isEqualTo(share("rest", "100"));
        assertThatThrownBy(() -> plan.wave("w7"))
                .isInstanceOf(MoveRefusedException.class)
                .hasMessage("there is no wave w7; legal are: w1, rest");
        assertThatThrownBy(() -> new Plan(UnitKind.CUSTOMER, Phase.GEN1, List.of()).wave("w7"))
                .isInstanceOf(MoveRefusedException.class)
                .hasMessage("there is no wave w7; legal are: none");
        assertThatThrownBy(() -> new Plan(UnitKind.CUSTOMER, Phase.GEN1, List.of(share("w1", "5"), share("w1", "9"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two waves have the same name: w1, w1");
    }

    @Test
    void panic_bringsBackTheCanaries_orAll() {
        List<Route> routes = Stream.of(Phase.values())
                .map(phase -> Route.first(customer(phase.name()), phase))
                .toList();

        assertThat(Plan.inPanic(routes, false)).extracting(Route::phase).containsExactly(Phase.CANARY);
        assertThat(Plan.inPanic(routes, true)).extracting(Route::phase).containsExactly(Phase.CANARY, Phase.GEN2);
    }
}
