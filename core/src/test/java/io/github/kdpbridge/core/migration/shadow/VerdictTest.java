package io.github.kdpbridge.core.migration.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Difference TEXT = new Difference("error.data", DifferenceKind.TEXT, "a", "b", 1);
    private static final Difference ORDER = new Difference("devices[]", DifferenceKind.ORDER, null, null, 1);
    private static final Difference REFUSAL = new Difference("refusal", DifferenceKind.REFUSAL, "done", "x", 1);

    @Test
    void noDifference_isMatched() {
        assertThat(Verdict.of(Compared.of(List.of()), all("r"))).isEqualTo(new Verdict.Matched());
    }

    @Test
    void differencesThatRulesTolerate_areTolerated_byTheIdsOfTheRules() {
        Tolerance rules = only(TEXT, "r1").or(only(ORDER, "r2"));

        assertThat(Verdict.of(Compared.of(List.of(TEXT, ORDER)), rules))
                .isEqualTo(new Verdict.Tolerated(Set.of("r1", "r2")));
    }

    @Test
    void oneDifferenceTooMany_isMismatched_andNamesOnlyThatOne() {
        assertThat(Verdict.of(Compared.of(List.of(TEXT, ORDER)), only(TEXT, "r1")))
                .isEqualTo(new Verdict.Mismatched(List.of(ORDER)));
    }

    @Test
    void refusalOnOneSide_isToleratedByNoRule() {
        assertThat(Verdict.of(Compared.of(List.of(REFUSAL)), all("r")))
                .isEqualTo(new Verdict.Mismatched(List.of(REFUSAL)));
    }

    @Test
    void incomparableAnswers_areNotCompared() {
        assertThat(Verdict.of(Compared.not(Incomparable.CUT), all("r")))
                .isEqualTo(new Verdict.NotCompared(Incomparable.CUT));
        assertThat(new Compared(List.of(TEXT), Incomparable.CUT).differences()).isEmpty();
    }

    @Test
    void differenceThatIsGoneLater_isNotConfirmed() {
        Difference newer = new Difference("error.data", DifferenceKind.TEXT, "c", "d", 1);

        assertThat(Compared.of(List.of(TEXT, ORDER)).confirmedBy(Compared.of(List.of(newer, REFUSAL))))
                .isEqualTo(Compared.of(List.of(newer)));
        assertThat(Compared.of(List.of(TEXT)).confirmedBy(Compared.not(Incomparable.UNREACHABLE)))
                .isEqualTo(Compared.not(Incomparable.UNREACHABLE));
    }

    /** Each question has exactly one verdict. */
    @Test
    void sumOfTheVerdicts_isTheNumberOfQuestions() {
        Random random = new Random(17);
        for (int run = 0; run < 200; run++) {
            Tally one = Tally.empty();
            Tally other = Tally.empty();
            int questions = random.nextInt(100);
            for (int i = 0; i < questions; i++) {
                Verdict verdict = verdict(random);
                if (random.nextBoolean()) {
                    one = one.plus(verdict);
                } else {
                    other = other.plus(verdict);
                }
            }
            Tally all = one.plus(other);

            assertThat(all.questions()).isEqualTo(questions);
            assertThat(all.matched() + all.tolerated() + all.mismatched() + all.incomparable() + all.dropped())
                    .isEqualTo(questions);
            assertThat(all).isEqualTo(other.plus(one));
        }
    }

    @Test
    void toleratedQuestion_countsForEachOfItsRules() {
        Tally tally = Tally.empty()
                .plus(new Verdict.Tolerated(Set.of("r1", "r2")))
                .plus(new Verdict.Tolerated(Set.of("r1")))
                .plus(new Verdict.Dropped());

        assertThat(tally).isEqualTo(new Tally(0, 2, 0, 0, 1, Map.of("r1", 2L, "r2", 1L)));
        assertThat(tally.compared()).isEqualTo(2);
    }

    private static Verdict verdict(Random random) {
        List<Difference> some = List.of(TEXT, ORDER, REFUSAL).subList(0, random.nextInt(4));
        return switch (random.nextInt(4)) {
            case 0 -> new Verdict.Dropped();
            case 1 -> Verdict.of(Compared.not(Incomparable.CHANGED), Tolerance.none());
            case 2 -> Verdict.of(Compared.of(some), Tolerance.none());
            default -> Verdict.of(Compared.of(some), all("r"));
        };
    }

    private static Tolerance all(String rule) {
        return difference -> Optional.of(rule);
    }

    private static Tolerance only(Difference tolerated, String rule) {
        return difference -> Optional.of(rule).filter(any -> difference.isLike(tolerated));
    }
}
