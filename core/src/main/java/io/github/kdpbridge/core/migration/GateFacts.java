package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.migration.Gate.State;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a unit before a move forward. */
public sealed interface GateFacts {
    /** Returns the gates of the move, each with its number. */
    List<Gate> gates(GateLimits limits);

    /**
     * Before {@link Phase#SHADOW}: whether both services answer for the account.
     *
     * @param gen1 whether generation 1 answers; null if it was not asked
     * @param gen2 whether generation 2 answers; null if it was not asked
     */
    record BeforeShadow(@Nullable Boolean gen1, @Nullable Boolean gen2) implements GateFacts {
        @Override
        public List<Gate> gates(GateLimits limits) {
            return ImmutableList.of(answers("gen1", gen1), answers("gen2", gen2));
        }

        private static Gate answers(String name, @Nullable Boolean answers) {
            if (answers == null) {
                return new Gate(name, State.NOT_YET, name + " not asked yet");
            }
            return answers
                    ? new Gate(name, State.READY, name + " answers")
                    : new Gate(name, State.BLOCKED, name + " does not answer");
        }
    }

    /**
     * Before {@link Phase#READS} and {@link Phase#CANARY}: how the sides compare.
     *
     * @param compared how much was compared
     * @param open the open differences in outcome: success against refusal, other devices, another condition
     * @param equalLists the device lists that were equal on both sides, and not empty: they show that both sides see one
     *     portal
     * @param unknownCodes the answers of generation 2 with a code that the catalogue does not know
     * @param quarantined the unit's writes that the service did not know, and that may yet arrive
     */
    record BeforeCanary(Compared compared, long open, long equalLists, long unknownCodes, long quarantined)
            implements GateFacts {
        /**
         * How much was compared.
         *
         * @param ofUnit the comparisons of the unit
         * @param ofAccount the comparisons of the whole account, the unit's included
         */
        public record Compared(long ofUnit, long ofAccount) {}

        @Override
        public List<Gate> gates(GateLimits limits) {
            boolean hasData = compared.ofUnit() > 0;
            boolean isEnough =
                    compared.ofUnit() >= limits.ofUnit() || (hasData && compared.ofAccount() >= limits.ofAccount());
            return ImmutableList.of(
                    Gate.waits("comparisons", isEnough, isEnough ? compared.ofUnit() + " compared" : tooFew(limits)),
                    Gate.blocks("differences", hasData, open, open + " different"),
                    Gate.waits(
                            "portal",
                            equalLists > 0,
                            equalLists > 0 ? "device list equal (%d)".formatted(equalLists) : "no device list equal"),
                    Gate.blocks("codes", hasData, unknownCodes, unknownCodes + " unknown codes"),
                    Gate.waits("quarantine", quarantined == 0, quarantined + " writes may yet arrive"));
        }

        private String tooFew(GateLimits limits) {
            return compared.ofUnit() == 0
                    ? "not compared yet"
                    : "%d compared of %d (account %d of %d)"
                            .formatted(compared.ofUnit(), limits.ofUnit(), compared.ofAccount(), limits.ofAccount());
        }
    }

    /**
     * Before {@link Phase#GEN2}: how the trial went.
     *
     * @param inCanary how long the unit is in {@link Phase#CANARY}
     * @param completed its writes that generation 2 completed
     * @param idle why fewer writes are enough; null if they are not
     * @param hits how often a stop rule was about to act
     * @param open its writes that are open
     */
    record BeforeGen2(
            Duration inCanary, long completed, @Nullable String idle, long hits, long open) implements GateFacts {
        @Override
        public List<Gate> gates(GateLimits limits) {
            String number = "%d of %d writes completed".formatted(completed, limits.writes());
            return ImmutableList.of(
                    lasted("trial", inCanary, limits.trial(), Phase.CANARY),
                    Gate.waits(
                            "writes",
                            completed >= limits.writes() || idle != null,
                            idle == null ? number : number + ", idle: " + idle),
                    Gate.blocks("rules", true, hits, hits + " rule hits"),
                    Gate.waits("open", open == 0, open + " writes open"));
        }
    }

    /**
     * Before {@link Phase#DONE}: whether generation 1 is still needed.
     *
     * @param inGen2 how long the unit is in {@link Phase#GEN2}
     * @param young its transactions on generation 1 that may still be in progress
     */
    record BeforeDone(Duration inGen2, long young) implements GateFacts {
        @Override
        public List<Gate> gates(GateLimits limits) {
            return ImmutableList.of(
                    lasted("proof", inGen2, limits.proof(), Phase.GEN2),
                    Gate.waits("transactions", young == 0, young + " transactions on gen1 not settled"));
        }
    }

    private static Gate lasted(String name, Duration time, Duration needed, Phase phase) {
        String number = "%s of %s in %s".formatted(days(time), days(needed), phase);
        return Gate.waits(name, time.compareTo(needed) >= 0, number);
    }

    private static String days(Duration time) {
        return "%d d %d h".formatted(time.toDays(), time.toHoursPart());
    }
}
