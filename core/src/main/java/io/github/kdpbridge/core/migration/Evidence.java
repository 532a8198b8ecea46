package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.kdpbridge.core.error.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an account's units. Nothing is decided here: missing data are zeros, and zeros open no gate.
 *
 * <p>Safe for use by many threads. The methods may hold the calling thread.
 */
public interface Evidence {
    /**
     * Returns the same evidence as it is now for some units, read once for all of them. Without a snapshot, each question may
     * be a read of its own.
     *
     * @param units the units that will be asked for
     */
    default Evidence snapshot(Collection<UnitState> units) {
        return this;
    }

    /** Returns whether both services answer for the account. It may ask them, and wait for some seconds. */
    GateFacts.BeforeShadow services();

    /** Returns how the answers of both generations compare for a unit. */
    Parity parity(Unit unit);

    /**
     * Returns what the ledger knows of a unit's writes.
     *
     * @param since the time from which completed writes count: when the unit entered its phase
     */
    Writes writes(Unit unit, Instant since);

    /**
     * Returns how often a stop rule was about to act on a unit, as this process saw it. The moves back that rules began are in
     * the log, and count whichever process began them.
     *
     * @param since the time from which hits count
     */
    long hits(Unit unit, Instant since);

    /**
     * Returns the account's writes that are not settled, the oldest first.
     *
     * @param most the most that are returned
     */
    List<Unsettled> unsettled(int most);

    /**
     * Returns whether both services answered when they were asked last, and does not wait for a silent one. If that is long
     * ago, they are asked now, and a later call has their answer.
     */
    default Looked lastServices() {
        return new Looked(services(), Duration.ZERO);
    }

    /**
     * Returns the writes of some units.
     *
     * @param since the time from which writes count
     * @return each unit's; one that is missing is not known
     */
    default Map<Unit, Activity> activity(Collection<Unit> units, Instant since) {
        return Map.of();
    }

    /** Returns what is known of the ledger now; null if there is none. It asks the ledger. */
    default @Nullable Kept ledger() {
        return null;
    }

    /**
     * How the services answered.
     *
     * @param services whether each did
     * @param age the age of the older of both answers; null if one did not come yet
     */
    record Looked(GateFacts.BeforeShadow services, @Nullable Duration age) {
        public Looked {
            Objects.requireNonNull(services, "services");
        }
    }

    /**
     * The writes of a unit in the ledger. A large one that was sent in parts counts as its parts do.
     *
     * @param gen1 those of generation 1 since the time that was asked for
     * @param gen2 those of generation 2
     * @param last when the last one was sent, or seen complete; null if the ledger has none
     */
    record Activity(long gen1, long gen2, @Nullable Instant last) {
        /** A unit that never wrote. */
        public static final Activity NONE = new Activity(0, 0, null);
    }

    /**
     * The state of a ledger that answers.
     *
     * @param took how long it took to answer
     * @param open the writes whose outcome is not known, of all accounts
     * @param oldest when the oldest of them was sent; null if there is none
     */
    record Kept(Duration took, long open, @Nullable Instant oldest) {
        public Kept {
            Objects.requireNonNull(took, "took");
        }
    }

    /**
     * How the answers of both generations compare for a unit.
     *
     * @param counts the verdicts for the unit
     * @param ofAccount the comparisons of its whole account; if they are more than the gates ask for, perhaps not all
     * @param open the open differences in outcome
     * @param equalLists the device lists that were equal on both sides, and not empty
     * @param unknownCodes the answers of generation 2 with a code that the catalogue does not know
     */
    record Parity(Counts counts, long ofAccount, long open, long equalLists, long unknownCodes) {
        /** A unit that was never compared. */
        public static final Parity NONE = new Parity(new Counts(0, 0, 0, 0, 0), 0, 0, 0, 0);

        public Parity {
            Objects.requireNonNull(counts, "counts");
        }
    }

    /**
     * How many questions ended in each verdict.
     *
     * @param matched equal
     * @param tolerated equal by a named tolerance
     * @param mismatched different at each look
     * @param incomparable not to be compared
     * @param dropped not asked, for want of time
     */
    record Counts(long matched, long tolerated, long mismatched, long incomparable, long dropped) {
        /** Returns the number of questions whose answers were compared. */
        public long compared() {
            return matched + tolerated + mismatched;
        }
    }

    /**
     * A unit's writes.
     *
     * @param open those with an unknown outcome
     * @param quarantined those that the service did not know, and that may yet arrive
     * @param completed those that generation 2 completed
     * @param young the transactions on generation 1 that may still be in progress
     */
    record Writes(long open, long quarantined, long completed, long young) {
        /** A unit that never wrote. */
        public static final Writes NONE = new Writes(0, 0, 0, 0);

        /**
         * Checks the counts.
         *
         * @throws IllegalArgumentException if one is negative
         */
        public Writes {
            checkArgument(
                    open >= 0 && quarantined >= 0 && completed >= 0 && young >= 0, "a count of writes is negative");
        }
    }

    /**
     * A write that is not settled.
     *
     * @param transaction its transaction id
     * @param side the generation that it belongs to
     * @param outcome what is known: {@code OPEN}, {@code ABSENT}, {@code ACCEPTED} or {@code CONTESTED}
     * @param since when it was last sent
     * @param unit the label of its unit; null if its account did not migrate then
     */
    record Unsettled(
            String transaction,
            Generation side,
            String outcome,
            Instant since,
            @Nullable String unit) {
        public Unsettled {
            Objects.requireNonNull(transaction, "transaction");
            Objects.requireNonNull(side, "side");
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(since, "since");
        }
    }
}
