package io.github.kdpbridge.core.migration.shadow;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Ascii;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.migration.Comparisons;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Comparisons.Place;
import io.github.kdpbridge.core.migration.Comparisons.Times;
import io.github.kdpbridge.core.migration.Comparisons.Values;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A difference of one unit and operation, as it is kept: the newest values, and how often and when it was seen.
 *
 * @param unit the unit of the migration
 * @param operation the name of the operation
 * @param difference the newest of it
 * @param seen the number of questions that had it
 * @param firstAt when it was first seen
 * @param lastAt when it was last seen
 * @param unseen the number of comparisons of its unit and operation since
 * @param state whether it is open
 * @param who the name of the operator that accepted it; null if none did
 * @param note why it was accepted; null if it was not
 */
public record Finding(
        String unit,
        String operation,
        Difference difference,
        long seen,
        Instant firstAt,
        Instant lastAt,
        int unseen,
        State state,
        @Nullable String who,
        @Nullable String note) {
    /** The comparisons without it after which an open difference is gone. */
    public static final int GONE_AFTER = 100;

    private static final int ID_DIGITS = 32;

    /** The state of a finding. */
    public enum State {
        /** Open: it counts as a mismatch. */
        NEW,
        /** Accepted by an operator: it is tolerated. */
        ACCEPTED,
        /** Not seen for {@link #GONE_AFTER} comparisons. */
        GONE
    }

    public Finding {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(difference, "difference");
        Objects.requireNonNull(firstAt, "firstAt");
        Objects.requireNonNull(lastAt, "lastAt");
        Objects.requireNonNull(state, "state");
        checkArgument((state == State.ACCEPTED) == (who != null && note != null), "%s by %s: %s", state, who, note);
    }

    /** Returns the finding of a difference that was not seen before. */
    public static Finding first(String unit, Operation<?, ?> operation, Difference difference, Instant now) {
        return new Finding(unit, operation.name(), difference, 1, now, now, 0, State.NEW, null, null);
    }

    /** Returns the id of the findings of such a difference in a unit and an operation: 32 hexadecimal digits. */
    public static String id(String unit, Operation<?, ?> operation, Difference difference) {
        return id(unit, operation.name(), difference);
    }

    private static String id(String unit, String operation, Difference difference) {
        Hasher hasher = Hashing.sha256().newHasher();
        for (String part : new String[] {
            unit, operation, difference.path(), difference.kind().name()
        }) {
            hasher.putInt(part.length()).putString(part, UTF_8);
        }
        return hasher.hash().toString().substring(0, ID_DIGITS);
    }

    /** Returns its id: a digest of unit, operation, path and kind, the same at every gateway. */
    public String id() {
        return id(unit, operation, difference);
    }

    /**
     * Returns it as operators see it.
     *
     * @param label the label of its unit
     */
    public Known known(String label) {
        return new Known(
                id(),
                new Place(
                        label,
                        operation,
                        difference.path(),
                        Ascii.toLowerCase(difference.kind().name()),
                        Ascii.toLowerCase(difference.severity().name())),
                new Values(difference.gen1(), difference.gen2()),
                new Times(seen, firstAt, lastAt),
                new Comparisons.State(state.name(), who, note));
    }

    /** Returns a digest of the newest values and of whether they are accepted, which tells whether an operator saw them. */
    public String digest() {
        return new Values(difference.gen1(), difference.gen2()).digest(state == State.ACCEPTED);
    }

    /** Returns whether it holds a move forward back. */
    public boolean isOpen(Severity severity) {
        return state == State.NEW && difference.severity() == severity;
    }

    /** Returns it after another question that had it. One that was gone is open again. */
    public Finding seen(Difference newest, Instant now) {
        checkArgument(newest.isLike(difference), "%s is not %s", newest, difference);
        State next = state == State.GONE ? State.NEW : state;
        return new Finding(unit, operation, newest, seen + 1, firstAt, now, 0, next, who, note);
    }

    /** Returns it after a comparison of its unit and operation that did not have it. */
    public Finding missed() {
        boolean gone = state == State.NEW && unseen + 1 >= GONE_AFTER;
        return new Finding(
                unit,
                operation,
                difference,
                seen,
                firstAt,
                lastAt,
                state == State.GONE ? unseen : unseen + 1,
                gone ? State.GONE : state,
                who,
                note);
    }

    /**
     * Returns it as accepted.
     *
     * @throws IllegalArgumentException if the name or the note is blank
     * @throws IllegalStateException if no rule may tolerate it
     */
    public Finding accepted(String by, String why) {
        checkArgument(!by.isBlank(), "a difference is accepted by a name");
        checkArgument(!why.isBlank(), "a difference is accepted with a note");
        checkState(
                difference.kind().isTolerable(),
                "%s at %s cannot be accepted: one generation refuses what the other does",
                difference.kind(),
                difference.path());
        return new Finding(unit, operation, difference, seen, firstAt, lastAt, unseen, State.ACCEPTED, by, why);
    }

    /** Returns it as open, whatever it was. */
    public Finding reopened() {
        return new Finding(unit, operation, difference, seen, firstAt, lastAt, 0, State.NEW, null, null);
    }
}
