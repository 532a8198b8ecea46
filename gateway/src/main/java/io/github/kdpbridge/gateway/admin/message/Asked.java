package io.github.kdpbridge.gateway.admin.message;

import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Promotion;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bodies of the operators' acts. Each has the name of its act. */
public final class Asked {
    private Asked() {}

    /**
     * Returns a value that has to be there.
     *
     * @throws IllegalArgumentException if it is null
     */
    public static <T> T needed(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /** A {@link Promotion}, in which all but the units and the reason may be absent. */
    public record Promote(
            List<Promotion.Seen> units,
            @Nullable Phase to,
            String reason,
            Promotion.@Nullable Passing passing,
            Promotion.@Nullable Pace pace) {
        /** Returns the promotion. */
        public Promotion promotion() {
            return new Promotion(
                    needed("units", units),
                    to,
                    needed("reason", reason),
                    Objects.requireNonNullElse(passing, Promotion.Passing.NONE),
                    Objects.requireNonNullElse(pace, Promotion.Pace.STANDARD));
        }
    }

    /**
     * A way back.
     *
     * @param units the labels of units, which come back from wherever they are; absent with {@code seen} or {@code all}
     * @param seen units, each with the epoch that was seen: one that changed since is refused; absent for the others
     * @param all whether all units come back that generation 2 serves
     * @param now whether to wait for nothing
     */
    public record Rollback(
            @Nullable List<String> units,
            @Nullable List<Promotion.Seen> seen,
            @Nullable Boolean all,
            @Nullable Boolean now,
            String reason) {}

    /**
     * The end of a move that is under way.
     *
     * @param epoch the epoch of the unit that was seen
     */
    public record Cancel(String unit, @Nullable Long epoch, String reason) {}

    /**
     * The way out of the last phase.
     *
     * @param confirm the label of the unit again, as the operator typed it
     */
    public record Reopen(String unit, String confirm, String reason) {}

    /** A freeze. */
    public record Freeze(String reason) {}

    /**
     * The end of a freeze.
     *
     * @param since the begin of the freeze that was seen
     */
    public record Unfreeze(@Nullable Instant since, String reason) {}

    /**
     * An emergency.
     *
     * @param all whether units in GEN2 come back too
     */
    public record Panic(@Nullable Boolean all, String reason) {}

    /**
     * A comparison of whole lists.
     *
     * @param operation the name of an operation; absent for all
     */
    public record Compare(String unit, @Nullable String operation) {}

    /**
     * A backup of the ledger.
     *
     * @param name the name of the file, which is made beside the ledger
     */
    public record Backup(String name) {}

    /**
     * The acceptance of a difference, or its end.
     *
     * @param seen the digest of what was seen, which an acceptance needs; absent for what is there
     */
    public record Judged(String id, String note, @Nullable String seen) {}

    /**
     * A transaction that moves by hand.
     *
     * @param unknown whether it is pinned although nothing is known of it
     */
    public record Repin(
            String transaction,
            Generation to,
            String reason,
            @Nullable Boolean unknown) {}
}
