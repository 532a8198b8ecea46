package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.migration.Gate.State;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of a unit before a move forward. */
public sealed interface GateFacts {
    /** Returns the gates of the move, each with its number. */
    List<Gate> gates(GateLimits limits);

    /**
     * Whether a service answers for the account.
     *
     * @param state whether it does
     * @param text the same in words, after its name
     */
    record Service(State state, String text) {
        /** A service that answers. */
        public static final Service ANSWERS = new Service(State.READY, "answers");

        /** A service that was not asked. */
        public static final Service NOT_ASKED = new Service(State.NOT_YET, "not asked yet");

        public Service {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(text, "text");
        }

        /**
         * Returns a service that does not answer.
         *
         * @param why the failure of the question, without secrets and identifiers
         */
        public static Service fails(String why) {
            return new Service(State.BLOCKED, "does not answer: " + why);
        }

        private Gate gate(String name) {
            return new Gate(name, state, name + " " + text, 0);
        }
    }

    /**
     * Before {@link Phase#SHADOW}: whether both services answer for the account.
     *
     * @param gen1 generation 1
     * @param gen2 generation 2
     */
    record BeforeShadow(Service gen1, Service gen2) implements GateFacts {
        /** Both answer. */
        public static final BeforeShadow READY = new BeforeShadow(Service.ANSWERS, Service.ANSWERS);

        @Override
        public List<Gate> gates(GateLimits limits) {
            return ImmutableList.of(gen1.gate("gen1"), gen2.gate("gen2"));
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
                    Gate.waits(
                            "comparisons",
                            isEnough ? 0 : Math.max(1, limits.ofUnit() - compared.ofUnit()),
                            isEnough ? compared.ofUnit() + " compared" : tooFew(limits)),
                    Gate.blocks("differences", hasData, open, open + " different"),
                    Gate.waits(
                            "portal",
                            1 - equalLists,
                            equalLists > 0 ? "device list equal (%d)".formatted(equalLists) : "no device list equal"),
                    Gate.blocks("codes", hasData, unknownCodes, Count.of(unknownCodes, "unknown code")),
                    Gate.waits(
                            "quarantine",
                            quarantined,
                            Count.of(quarantined, "write may yet arrive", "writes may yet arrive")));
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
            String number = completed + " of " + Count.of(limits.writes(), "write completed", "writes completed");
            return ImmutableList.of(
                    lasted("trial", inCanary, limits.trial(), Phase.CANARY),
                    Gate.waits(
                            "writes",
                            idle == null ? limits.writes() - completed : 0,
                            idle == null ? number : number + ", idle: " + idle),
                    Gate.blocks("rules", true, hits, Count.of(hits, "rule hit")),
                    Gate.waits("open", open, Count.of(open, "write open", "writes open")));
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
                    Gate.waits(
                            "transactions",
                            young,
                            Count.of(young, "transaction on gen1 not settled", "transactions on gen1 not settled")));
        }
    }

    private static Gate lasted(String name, Duration time, Duration needed, Phase phase) {
        String number = "%s of %s in %s".formatted(days(time), days(needed), phase);
        return Gate.waits(name, needed.minus(time).toMillis(), number);
    }

    private static String days(Duration time) {
        return "%d d %d h".formatted(time.toDays(), time.toHoursPart());
    }
}
