package io.github.kdpbridge.core.migration;

import static io.github.kdpbridge.core.migration.Causes.OPERATOR_1;
import static io.github.kdpbridge.core.migration.Causes.RESELLER;
import static io.github.kdpbridge.core.migration.Causes.UNIT;
import static io.github.kdpbridge.core.migration.Causes.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.migration.Cause.Via;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import io.github.kdpbridge.core.migration.RuleKeeper.Limits;
import io.github.kdpbridge.core.migration.StopFacts.Differences;
import io.github.kdpbridge.core.migration.StopFacts.Progress;
import io.github.kdpbridge.core.migration.StopFacts.Rates;
import io.github.kdpbridge.testfixtures.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleKeeperTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final StopFacts OUTCOME = facts(new Differences(1, 0), Share.NONE, Share.NONE, Duration.ZERO, null);

    private final TestClock clock = TestClock.at(NOON);
    private final InMemoryRoutes routes = new InMemoryRoutes(clock, (unit, side) -> true);
    private final Map<Unit, StopFacts> facts = new HashMap<>();
    private RuleKeeper keeper;

    @TempDir
    private Path folder;

    @BeforeEach
    void watch() {
        keeper = keeper();
    }

    private RuleKeeper keeper() {
        Desk desk = new Desk(
                RESELLER,
                new Plan(UnitKind.CUSTOMER, Phase.GEN1, List.of()),
                routes,
                new GateJudge(new FakeEvidence(), GateLimits.STANDARD, clock));
        FlagFiles files = new FlagFiles(folder.resolve("freeze"), folder.resolve("panic"));
        return new RuleKeeper(desk, routes, unit -> Optional.ofNullable(facts.get(unit)), Limits.STANDARD, files);
    }

    private static StopFacts facts(
            Differences differences, Share errors, Share refusals, Duration oldest, @Nullable Duration usual) {
        return new StopFacts(
                differences,
                new Rates(errors, new Share(1, 100)),
                new Rates(refusals, new Share(1, 100)),
                new Progress(oldest, usual),
                Duration.ZERO);
    }

    private List<RuleKeeper.Told> look() {
        clock.pass(Duration.ofSeconds(10));
        return keeper.look(clock.instant());
    }

    private Phase phase(Unit unit) {
        return routes.find(unit).orElseThrow().phase();
    }

    private void inPhase(Unit unit, Phase phase) {
        routes.see(unit, phase);
    }

    private static Stream<Arguments> rules() {
        Duration hour = Duration.ofHours(1);
        StopFacts breaker = new StopFacts(
                StopFacts.NONE.differences(),
                StopFacts.NONE.errors(),
                StopFacts.NONE.refusals(),
                StopFacts.NONE.progress(),
                Duration.ofSeconds(121));
        return Stream.of(
                Arguments.of("outcome", OUTCOME, Result.BEGUN, "1 difference in outcome"),
                Arguments.of(
                        "errors",
                        facts(new Differences(0, 0), new Share(3, 20), Share.NONE, Duration.ZERO, null),
                        Result.MOVED,
                        "3 of 20 calls failed, on gen1 1 of 100"),
                Arguments.of(
                        "refused",
                        facts(new Differences(0, 0), Share.NONE, new Share(1, 10), Duration.ZERO, null),
                        Result.BEGUN,
                        "1 of 10 writes refused, on gen1 1 of 100"),
                Arguments.of(
                        "stuck",
                        facts(
                                new Differences(0, 0),
                                Share.NONE,
                                Share.NONE,
                                hour.plusMinutes(1),
                                Duration.ofMinutes(1)),
                        Result.BEGUN,
                        "a transaction is in progress for 61 min, at most 60 expected"),
                Arguments.of("breaker", breaker, Result.MOVED, "breaker open for 121 s"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rule_bringsBackAtTheSecondLook(String rule, StopFacts hit, Result result, String number) {
        inPhase(UNIT, Phase.CANARY);
        facts.put(UNIT, hit);

        look();
        assertThat(routes.log(RESELLER)).isEmpty();
        assertThat(keeper.hits(UNIT, NOON)).isEqualTo(1);
        look();

        assertThat(routes.log(RESELLER)).singleElement().satisfies(entry -> {
            assertThat(entry.result()).isEqualTo(result);
            assertThat(entry.move())
                    .hasToString("CANARY to SHADOW")
                    .extracting(Move::cause)
                    .isEqualTo(Cause.rule(rule, number, "second hit in a row"));
        });
    }

    @ParameterizedTest
    @MethodSource("rules")
    void hitsThatAreNotInARow_doNotAct(String rule, StopFacts hit) {
        inPhase(UNIT, Phase.CANARY);
        for (int i = 0; i < 5; i++) {
            facts.put(UNIT, hit);
            look();
            facts.put(UNIT, StopFacts.NONE);
            look();
        }

        assertThat(routes.log(RESELLER)).as(rule).isEmpty();
        assertThat(keeper.hits(UNIT, NOON)).isEqualTo(5);
        assertThat(keeper.hits(UNIT, clock.instant())).isZero();
    }

    @Test
    void missingData_neverActs() {
        inPhase(UNIT, Phase.CANARY);
        facts.put(UNIT, OUTCOME);
        look();
        facts.remove(UNIT);
        look();
        facts.put(UNIT, OUTCOME);
        look();
        assertThat(routes.log(RESELLER)).isEmpty();

        facts.put(UNIT, StopFacts.NONE);
        for (int i = 0; i < 5; i++) {
            look();
        }
        assertThat(routes.log(RESELLER)).isEmpty();
    }

    @Test
    void lookThatFails_isNotCounted() {
        inPhase(UNIT, Phase.CANARY);
        facts.put(UNIT, OUTCOME);
        RuntimeException away = new IllegalStateException("the ledger is away");
        boolean[] isAway = {false};
        keeper = new RuleKeeper(
                new Desk(
                        RESELLER,
                        new Plan(UnitKind.CUSTOMER, Phase.GEN1, List.of()),
                        routes,
                        new GateJudge(new FakeEvidence(), GateLimits.STANDARD, clock)),
                routes,
                unit -> {
                    if (isAway[0]) {
                        throw away;
                    }
                    return Optional.of(OUTCOME);
                },
                Limits.STANDARD,
                FlagFiles.NONE);
        look();
        isAway[0] = true;
        assertThatThrownBy(this::look).isSameAs(away);
        isAway[0] = false;
        look();

        assertThat(routes.log(RESELLER)).isEmpty();
        look();
        assertThat(routes.log(RESELLER)).hasSize(1);
    }

    /** I15. */
    @ParameterizedTest
    @EnumSource(Phase.class)
    void rules_neverMoveForward(Phase start) {
        Random random = new Random(start.name().hashCode());
        List<StopFacts> all = rules().map(each -> (StopFacts) each.get()[1]).toList();
        inPhase(UNIT, start);
        for (int i = 0; i < 200; i++) {
            facts.put(UNIT, random.nextInt(3) == 0 ? StopFacts.NONE : all.get(random.nextInt(all.size())));
            look();
        }

        assertThat(routes.log(RESELLER)).allMatch(entry -> !entry.move().isForward());
        assertThat(phase(UNIT).compareTo(start)).isLessThanOrEqualTo(0);
        if (!start.isOnTrial()) {
            assertThat(phase(UNIT)).isEqualTo(start);
        }
    }

    @Test
    void unitInGen2_isAlarmedOf() {
        inPhase(UNIT, Phase.GEN2);
        facts.put(UNIT, OUTCOME);
        look();

        assertThat(look())
                .extracting(told -> told.unit() + " " + told.finding().verdict() + " "
                        + told.finding().number())
                .containsExactly("customer 1200000321 ALARM 1 difference in outcome");
        assertThat(phase(UNIT)).isEqualTo(Phase.GEN2);
    }

    @Test
    void unitThatComesBackAlready_isLeftAloneUntilItIsUrgent() {
        inPhase(UNIT, Phase.CANARY);
        facts.put(UNIT, OUTCOME);
        for (int i = 0; i < 5; i++) {
            look();
        }
        assertThat(routes.log(RESELLER)).hasSize(1);

        facts.put(UNIT, facts(new Differences(1, 0), new Share(19, 20), Share.NONE, Duration.ZERO, null));
        look();
        look();

        assertThat(phase(UNIT)).isEqualTo(Phase.SHADOW);
        assertThat(routes.log(RESELLER))
                .extracting(LoggedMove::result)
                .containsExactly(Result.BEGUN, Result.CANCELLED, Result.MOVED);
    }

    private void threeReturns() {
        IntStream.range(0, 3).mapToObj(i -> customer("130000000" + i)).forEach(unit -> {
            inPhase(unit, Phase.CANARY);
            facts.put(unit, OUTCOME);
        });
        look();
        look();
    }

    @Test
    void threeReturnsInAnHour_freezeTheAccount() {
        threeReturns();

        assertThat(routes.frozen(RESELLER))
                .hasValueSatisfying(freeze -> assertThat(freeze.cause())
                        .isEqualTo(Cause.rule("returns", "rules brought back 3 units within 60 min", "")));
    }

    @Test
    void operatorWhoEndsTheFreeze_isBelievedUntilTheNextReturn() {
        threeReturns();
        Freeze freeze = routes.frozen(RESELLER).orElseThrow();
        routes.unfreeze(RESELLER, freeze.since(), Causes.RULE);
        facts.clear();
        look();
        assertThat(routes.frozen(RESELLER)).isEmpty();

        inPhase(UNIT, Phase.CANARY);
        facts.put(UNIT, OUTCOME);
        look();
        look();
        assertThat(routes.frozen(RESELLER)).isPresent();
    }

    @Test
    void freezeFile_freezesForAsLongAsItIsThere() throws IOException {
        Path file = Files.createFile(folder.resolve("freeze"));
        look();
        assertThat(routes.frozen(RESELLER))
                .hasValueSatisfying(freeze -> assertThat(freeze.cause())
                        .isEqualTo(new Cause("file:freeze", Via.FILE, "the freeze file is there", file.toString())));

        Files.delete(file);
        look();
        assertThat(routes.frozen(RESELLER)).isEmpty();

        routes.freeze(RESELLER, OPERATOR_1);
        look();
        assertThat(routes.frozen(RESELLER)).as("another's freeze stays").isPresent();
    }

    @Test
    void freezeByTheFileOfAnotherMachine_stays() throws IOException {
        Path file = Files.createFile(folder.resolve("freeze"));
        look();
        keeper = keeper();
        Files.delete(file);
        look();

        assertThat(routes.frozen(RESELLER)).isPresent();
    }

    @Test
    void panicFile_bringsCanariesBackAndFreezesForGood() throws IOException {
        inPhase(UNIT, Phase.CANARY);
        Unit moved = customer("1200000340");
        inPhase(moved, Phase.GEN2);
        Path file = Files.createFile(folder.resolve("panic"));
        look();
        look();

        assertThat(phase(UNIT)).isEqualTo(Phase.SHADOW);
        assertThat(phase(moved)).isEqualTo(Phase.GEN2);
        assertThat(routes.log(RESELLER))
                .singleElement()
                .satisfies(entry -> assertThat(entry.move().cause())
                        .isEqualTo(new Cause("file:panic", Via.FILE, "the panic file is there", file.toString())));
        Files.delete(file);
        look();
        assertThat(routes.frozen(RESELLER)).isPresent();
    }
}
