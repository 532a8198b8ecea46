package io.github.kdpbridge.core.migration;

import static io.github.kdpbridge.core.migration.Causes.OPERATOR_1;
import static io.github.kdpbridge.core.migration.Causes.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.migration.LoggedMove.Result;
import io.github.kdpbridge.core.migration.Move.Kind;
import io.github.kdpbridge.core.migration.StopFacts.Differences;
import io.github.kdpbridge.core.migration.StopFacts.Progress;
import io.github.kdpbridge.core.migration.StopFacts.Rates;
import io.github.kdpbridge.core.migration.StopRule.Finding;
import io.github.kdpbridge.core.migration.StopRule.Verdict;
import io.github.kdpbridge.core.migration.StopRules.Returns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StopRulesTest {
    private static final Rates QUIET = new Rates(Share.NONE, Share.NONE);
    private static final Progress IDLE = new Progress(Duration.ZERO, null);
    private static final StopFacts DIFFERENT = facts(1, 0, QUIET, QUIET);
    private static final List<Phase> PHASES = List.of(Phase.values());
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final StopRules rules = new StopRules(StopLimits.STANDARD);

    private static StopFacts facts(long outcomes, long codes, Rates errors, Rates refusals) {
        return new StopFacts(new Differences(outcomes, codes), errors, refusals, IDLE, Duration.ZERO);
    }

    private static String judge(StopRule rule, StopFacts facts) {
        Finding finding = rule.judge(facts, StopLimits.STANDARD);
        return finding.verdict() + " " + finding.number();
    }

    private static Rates rates(long part, long of, long usualPart, long usualOf) {
        return new Rates(new Share(part, of), new Share(usualPart, usualOf));
    }

    @Test
    void differenceInOutcome_bringsBack() {
        assertThat(judge(StopRule.OUTCOME, StopFacts.NONE)).isEqualTo("NOTHING 0 differences in outcome");
        assertThat(judge(StopRule.OUTCOME, DIFFERENT)).isEqualTo("BACK 1 difference in outcome");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            19 |  19 | 0 | 100 | NOTHING 19 of 19 calls failed, on gen1 0 of 100
             2 |  20 | 0 | 100 | BACK_AT_ONCE 2 of 20 calls failed, on gen1 0 of 100
             1 |  20 | 0 | 100 | NOTHING 1 of 20 calls failed, on gen1 0 of 100
            15 | 100 | 5 | 100 | NOTHING 15 of 100 calls failed, on gen1 5 of 100
            16 | 100 | 5 | 100 | BACK_AT_ONCE 16 of 100 calls failed, on gen1 5 of 100
            20 |  20 | 0 |   0 | ALARM 20 of 20 calls failed, on gen1 unknown
             0 |   0 | 0 |   0 | NOTHING 0 of 0 calls failed, on gen1 unknown
            """)
    void failedCalls_bringBackAtOnce(long part, long of, long usualPart, long usualOf, String finding) {
        assertThat(judge(StopRule.ERRORS, facts(0, 0, rates(part, of, usualPart, usualOf), QUIET)))
                .isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            9 |  9 | 1 | 100 | NOTHING 9 of 9 writes refused, on gen1 1 of 100
            1 | 10 | 1 | 100 | BACK 1 of 10 writes refused, on gen1 1 of 100
            3 | 10 | 1 |  10 | NOTHING 3 of 10 writes refused, on gen1 1 of 10
            4 | 10 | 1 |  10 | BACK 4 of 10 writes refused, on gen1 1 of 10
            0 | 10 | 0 |  10 | NOTHING 0 of 10 writes refused, on gen1 0 of 10
            1 | 10 | 0 |   0 | ALARM 1 of 10 writes refused, on gen1 unknown
            0 | 10 | 0 |   0 | NOTHING 0 of 10 writes refused, on gen1 unknown
            """)
    void refusedWrites_bringBack(long part, long of, long usualPart, long usualOf, String finding) {
        assertThat(judge(StopRule.REFUSED, facts(0, 0, QUIET, rates(part, of, usualPart, usualOf))))
                .isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
             60 |  1 | NOTHING a transaction is in progress for 60 min, at most 60 expected
             61 |  1 | BACK a transaction is in progress for 61 min, at most 60 expected
            200 | 20 | NOTHING a transaction is in progress for 200 min, at most 200 expected
            201 | 20 | BACK a transaction is in progress for 201 min, at most 200 expected
             61 |    | ALARM a transaction is in progress for 61 min, at most 60 expected
            """)
    void transactionThatDoesNotEnd_bringsBack(long oldest, @Nullable Long usual, String finding) {
        Progress progress = new Progress(Duration.ofMinutes(oldest), usual == null ? null : Duration.ofMinutes(usual));

        assertThat(judge(StopRule.STUCK, new StopFacts(new Differences(0, 0), QUIET, QUIET, progress, Duration.ZERO)))
                .isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource({"120, NOTHING breaker open for 120 s", "121, BACK_AT_ONCE breaker open for 121 s"})
    void openBreaker_bringsBackAtOnce(long seconds, String finding) {
        assertThat(judge(
                        StopRule.BREAKER,
                        new StopFacts(new Differences(0, 0), QUIET, QUIET, IDLE, Duration.ofSeconds(seconds))))
                .isEqualTo(finding);
    }

    @Test
    void unknownCode_isAnAlarm_atTheFirstLook() {
        assertThat(rules.look(Phase.CANARY, facts(0, 1, QUIET, QUIET)))
                .containsExactly(new Finding(StopRule.UNKNOWN_CODE, Verdict.ALARM, "1 answers with an unknown code"));
    }

    @Test
    void rule_actsAtTheSecondHitInARow() {
        Finding finding = new Finding(StopRule.OUTCOME, Verdict.BACK, "1 difference in outcome");

        assertThat(rules.look(Phase.CANARY, DIFFERENT)).isEmpty();
        assertThat(rules.look(Phase.CANARY, StopFacts.NONE)).isEmpty();
        assertThat(rules.look(Phase.CANARY, DIFFERENT)).isEmpty();
        assertThat(rules.look(Phase.CANARY, DIFFERENT)).containsExactly(finding);
        assertThat(rules.look(Phase.CANARY, DIFFERENT)).containsExactly(finding);
    }

    @Test
    void mostUrgentRule_wins() {
        StopFacts facts = facts(1, 1, rates(20, 20, 0, 20), QUIET);
        rules.look(Phase.CANARY, facts);
        List<Finding> findings = rules.look(Phase.CANARY, facts);

        assertThat(findings)
                .extracting(Finding::rule)
                .containsExactly(StopRule.ERRORS, StopRule.OUTCOME, StopRule.UNKNOWN_CODE);
        assertThat(StopRules.move(Phase.CANARY, findings))
                .contains(new Move(
                        Phase.CANARY,
                        Phase.SHADOW,
                        Kind.NOW,
                        Cause.rule("errors", "20 of 20 calls failed, on gen1 0 of 20", "second hit in a row")));
    }

    @ParameterizedTest
    @EnumSource
    void rules_actInReadsAndCanaryOnly_andRaiseAlarmsLater(Phase phase) {
        rules.look(phase, DIFFERENT);
        List<Finding> findings = rules.look(phase, DIFFERENT);
        Optional<Move> move = StopRules.move(phase, findings);

        switch (phase) {
            case GEN1, SHADOW -> assertThat(findings).isEmpty();
            case READS, CANARY ->
                assertThat(move)
                        .contains(Move.back(
                                phase, Cause.rule("outcome", "1 difference in outcome", "second hit in a row")));
            case GEN2, DONE -> assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.ALARM);
        }
        assertThat(move.isPresent()).isEqualTo(phase.isOnTrial());
    }

    @Test
    void whateverIsCounted_noRuleMovesForward_norOnMissingData() {
        Random random = new Random(1);
        for (int turn = 0; turn < 20_000; turn++) {
            Phase phase = PHASES.get(random.nextInt(PHASES.size()));
            StopFacts facts = new StopFacts(
                    new Differences(random.nextInt(2), random.nextInt(2)),
                    anyRates(random),
                    anyRates(random),
                    new Progress(
                            Duration.ofMinutes(random.nextInt(200)),
                            random.nextBoolean() ? null : Duration.ofMinutes(random.nextInt(20))),
                    Duration.ofSeconds(random.nextInt(240)));
            StopRules.move(phase, rules.look(phase, facts))
                    .ifPresent(move -> assertThat(move.to()).isEqualTo(Phase.SHADOW));
            assertThat(StopRules.move(phase, rules.look(phase, StopFacts.NONE))).isEmpty();
        }
    }

    private static Rates anyRates(Random random) {
        int of = random.nextInt(40);
        int usual = random.nextInt(40);
        return rates(random.nextInt(of + 1), of, random.nextInt(usual + 1), usual);
    }

    @Test
    void threeUnitsBroughtBackWithinAnHour_freezeTheAccount() {
        List<LoggedMove> log = new ArrayList<>();
        log.add(broughtBack("1", 1, Result.BEGUN, 59));
        log.add(broughtBack("1", 2, Result.MOVED, 50));
        log.add(broughtBack("2", 1, Result.MOVED, 40));
        log.add(broughtBack("3", 1, Result.MOVED, 60));
        log.add(new LoggedMove(customer("4"), 1, Move.back(Phase.CANARY, OPERATOR_1), Result.MOVED, NOON));
        assertThat(StopRules.freeze(log, NOON, Returns.STANDARD)).isEmpty();

        log.add(broughtBack("5", 1, Result.MOVED, 0));
        assertThat(StopRules.freeze(log, NOON, Returns.STANDARD))
                .contains(Cause.rule("returns", "rules brought back 3 units within 60 min", ""));
    }

    private static LoggedMove broughtBack(String customer, long epoch, Result result, long minutesAgo) {
        return new LoggedMove(
                customer(customer),
                epoch,
                Move.back(Phase.CANARY, Causes.RULE),
                result,
                NOON.minus(Duration.ofMinutes(minutesAgo)));
    }
}
