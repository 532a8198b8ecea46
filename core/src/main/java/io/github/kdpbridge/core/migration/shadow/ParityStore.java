package io.github.kdpbridge.core.migration.shadow;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.KnownDifferences;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Keeps what comparisons found. Several processes may add to the same counts at once.
 *
 * <p>A unit shows once the routes have seen it. Safe for use by many threads; the methods may hold the calling thread.
 */
public interface ParityStore {
    /** How long results are kept. */
    Duration RETENTION = Duration.ofDays(90);

    /** Returns the masking of this installation, whose key is made at the first use and kept. */
    Masking masking();

    /** Adds to the counts. */
    void add(Collection<Parity> counts);

    /** Returns the counts of an account, of the hours from a time on. */
    List<Parity> counts(ResellerId reseller, Instant from);

    /**
     * Returns the counts of some units of one account, summed over operations and the hours from a time on. Operation and hour
     * of a sum, and the rules that tolerated, mean nothing.
     */
    default List<Parity> sums(Collection<Unit> units, Instant from) {
        return units.stream().flatMap(unit -> counts(unit, from).stream()).collect(ImmutableList.toImmutableList());
    }

    /**
     * Returns how many questions of an account were compared in the hours from a time on.
     *
     * @param enough so many are enough: if there are more, not all may be counted
     */
    default long compared(ResellerId reseller, Instant from, long enough) {
        return counts(reseller, from).stream()
                .mapToLong(parity -> parity.tally().compared())
                .sum();
    }

    /** Returns the counts of a unit, of the hours from a time on. */
    default List<Parity> counts(Unit unit, Instant from) {
        return counts(unit.reseller(), from).stream()
                .filter(parity -> parity.unit().equals(unit))
                .collect(ImmutableList.toImmutableList());
    }

    /** Returns a text that is another one when a finding of an account has come, gone or changed its state. */
    String version(ResellerId reseller);

    /**
     * Records the confirmed differences of a comparison, and that its unit and operation had no others; nothing if the
     * answers were not compared.
     *
     * @return how many differences found no room among {@link Findings#LIMIT}
     */
    int record(Unit unit, Operation<?, ?> operation, Compared confirmed, Instant now);

    /** Returns the tolerance of the accepted differences in a unit and an operation; a rule's id is its finding's. */
    Tolerance accepted(Unit unit, Operation<?, ?> operation);

    /** Returns the findings of an account as operators see them, part by part. */
    KnownDifferences differences(ResellerId reseller);

    /** Returns how many findings of outcome are open in each unit that has one, by its {@linkplain Unit#id() id}. */
    Map<String, Long> openOutcomes(ResellerId reseller);

    /**
     * Accepts a finding, so that it is tolerated from now on. It is in the log.
     *
     * @throws IllegalArgumentException if there is no such finding
     * @throws MoveRefusedException if it changed since the operator saw it
     * @throws IllegalStateException if no rule may tolerate it
     */
    Finding accept(Judgement judgement);

    /**
     * Reopens a finding, so that it is a mismatch again. It is in the log.
     *
     * @throws IllegalArgumentException if there is no such finding
     * @throws MoveRefusedException if it changed since the operator saw it
     */
    Finding reopen(Judgement judgement);

    /** Adds to what was learnt of an account's services. */
    void learn(ResellerId reseller, Learnt learnt);

    /** Returns what was learnt of an account's services. */
    Learnt learnt(ResellerId reseller);

    /** Forgets counts and findings from before a time. */
    void forget(Instant before);
}
