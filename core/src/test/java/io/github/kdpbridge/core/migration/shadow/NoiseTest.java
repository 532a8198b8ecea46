package io.github.kdpbridge.core.migration.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseTest {
    private static final Difference NAME = new Difference("customers[].name", DifferenceKind.TEXT, "a", "b", 1);
    private static final Difference COUNTRY = new Difference("customers[].country", DifferenceKind.TEXT, "a", "b", 1);
    private static final Difference TOTAL = new Difference("totalCount", DifferenceKind.TOTAL, "1", "2", 1);

    private final Noise noise = new Noise();

    @Test
    void pathThatDiffersAsOftenInGeneration1Itself_isNoise() {
        compared(10, NAME);
        compared(90);
        sampled(3, NAME);
        sampled(27);

        assertThat(noise.of(Operation.CUSTOMERS).rule(NAME)).hasValue("noise");
    }

    @Test
    void pathThatGeneration1AnswersAlikeEachTime_isNoNoise() {
        compared(1, COUNTRY);
        sampled(30, NAME);

        assertThat(noise.of(Operation.CUSTOMERS).rule(COUNTRY)).isEmpty();
    }

    @Test
    void fewerThanThirtySamples_areNoEvidence() {
        compared(10, NAME);
        sampled(29, NAME);
        assertThat(noise.of(Operation.CUSTOMERS).rule(NAME)).isEmpty();

        sampled(1, NAME);
        assertThat(noise.of(Operation.CUSTOMERS).rule(NAME)).isPresent();
    }

    /** At 10 % of noise, 15 % and no more are within 20 % of both together. */
    @Test
    void differenceThatIsClearlyMoreFrequentThanNoise_isNone() {
        sampled(10, NAME);
        sampled(90);
        compared(15, NAME);
        compared(85);
        assertThat(noise.of(Operation.CUSTOMERS).rule(NAME)).isPresent();

        compared(2, NAME);
        assertThat(noise.of(Operation.CUSTOMERS).rule(NAME)).isEmpty();
    }

    /** 0.04 % of noise and 0.065 % of differences are 24 % apart, but only 0.025 % of the questions. */
    @Test
    void differenceOfLessThanThreeInTenThousand_isNoise_howeverLargeRelatively() {
        sampled(1, NAME);
        sampled(2499);
        compared(13, NAME);
        compared(19_987);
        assertThat(noise.of(Operation.CUSTOMERS).rule(NAME)).isPresent();

        compared(3, NAME);
        assertThat(noise.of(Operation.CUSTOMERS).rule(NAME)).isEmpty();
    }

    @Test
    void differenceOfTheOutcome_isNeverNoise() {
        sampled(30, TOTAL);
        compared(30, TOTAL);

        assertThat(noise.of(Operation.CUSTOMERS).rule(TOTAL)).isEmpty();
    }

    @Test
    void noiseOfAnotherOperation_isNone() {
        sampled(30, NAME);

        assertThat(noise.of(Operation.RESELLERS).rule(NAME)).isEmpty();
    }

    @Test
    void questionThatWasNotCompared_isNoSample() {
        for (int i = 0; i < 30; i++) {
            noise.sampled(Operation.CUSTOMERS, Compared.not(Incomparable.UNREACHABLE));
        }
        sampled(29, NAME);

        assertThat(noise.of(Operation.CUSTOMERS).rule(NAME)).isEmpty();
    }

    @Test
    void noiseThatEnded_isForgottenAfterTenThousandSamples() {
        sampled(30, NAME);
        sampled(9_970);
        assertThat(noise.of(Operation.CUSTOMERS).rule(NAME)).isPresent();

        sampled(1);
        assertThat(noise.of(Operation.CUSTOMERS).rule(NAME)).isEmpty();
    }

    @Test
    void pathsWithoutEnd_areBounded() {
        for (int i = 0; i < 2000; i++) {
            Difference path = new Difference("f" + i, DifferenceKind.TEXT, "a", "b", 1);
            if (i % 4 == 0) {
                sampled(1, path);
            }
            compared(1, path);
        }
        sampled(30, NAME);

        assertThat(noise.of(Operation.CUSTOMERS).rule(NAME)).isPresent();
    }

    private void compared(int times, Difference... differences) {
        for (int i = 0; i < times; i++) {
            noise.compared(Operation.CUSTOMERS, Compared.of(List.of(differences)));
        }
    }

    private void sampled(int times, Difference... differences) {
        for (int i = 0; i < times; i++) {
            noise.sampled(Operation.CUSTOMERS, Compared.of(List.of(differences)));
        }
    }
}
