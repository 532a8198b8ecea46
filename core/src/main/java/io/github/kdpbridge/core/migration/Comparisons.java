package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of both generations, as operators see it. Identifiers of devices in its texts are masked.
 *
 * <p>Safe for use by many threads. The methods may hold the calling thread.
 */
public interface Comparisons {
    /**
     * Compares whole lists of a unit on both sides now, by the rules of the shadow.
     *
     * @param operation the name of an operation; null for all
     * @throws IllegalArgumentException if no such list can be compared; the message names those that can
     */
    List<Compared> compare(Unit unit, @Nullable String operation);

    /** Returns the differences that are kept, the last seen first. */
    List<Known> differences(boolean isOpenOnly);

    /** Returns the same differences part by part. */
    KnownDifferences known();

    /** Returns what pairs of answers taught of the services: the facts of the portal, then what is assumed. */
    List<Lesson> lessons();

    /**
     * Accepts a difference, so that it is tolerated from now on. It is in the log.
     *
     * @param note why, one line of 5 characters or more
     * @param seen the {@linkplain Known#digest() digest} of what the operator saw; null accepts what is there
     * @throws MoveRefusedException if there is none of this id, it changed meanwhile, or no rule may tolerate it
     */
    Known accept(Author author, String id, String note, @Nullable String seen);

    /**
     * Opens a difference again that was accepted, so that it counts as one. It is in the log.
     *
     * @param note why, one line of 5 characters or more
     * @param seen the {@linkplain Known#digest() digest} of what the operator saw; null opens what is there
     * @throws MoveRefusedException if there is none of this id, it changed meanwhile, or it is open
     */
    Known reopen(Author author, String id, String note, @Nullable String seen);

    /** Returns what the comparisons of a unit came to on each day from a time on, by UTC, the oldest first. */
    List<Day> days(Unit unit, Instant from);

    /**
     * Returns a text that is another one when a difference has come, gone or changed its state; that one was seen again changes
     * nothing. It costs less than the differences.
     */
    String version();

    /**
     * What a day's comparisons of a unit and an operation came to.
     *
     * @param day the day, by UTC
     * @param operation the name of the operation
     * @param counts the verdicts
     */
    record Day(LocalDate day, String operation, Evidence.Counts counts) {
        public Day {
            Objects.requireNonNull(day, "day");
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(counts, "counts");
        }
    }

    /**
     * A comparison.
     *
     * @param operation the name of the operation
     * @param verdict {@code matched}, {@code tolerated}, {@code mismatched} or {@code incomparable}
     * @param text the sizes of the lists, or why they cannot be compared
     * @param differences the differences, one line each; copied
     */
    record Compared(String operation, String verdict, String text, List<String> differences) {
        public Compared {
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(verdict, "verdict");
            Objects.requireNonNull(text, "text");
            differences = ImmutableList.copyOf(differences);
        }
    }

    /**
     * What pairs of answers taught of a fact that nothing public says.
     *
     * @param fact the fact
     * @param seen of the portal: {@code yes}, {@code no} or {@code unknown}; of the services: {@code seen so}, {@code seen
     *     otherwise} or {@code not seen}
     * @param evidence how often what was seen
     * @param settings the lines of the gateway's configuration that correct the bridge; copied
     */
    record Lesson(String fact, String seen, String evidence, List<String> settings) {
        public Lesson {
            Objects.requireNonNull(fact, "fact");
            Objects.requireNonNull(seen, "seen");
            Objects.requireNonNull(evidence, "evidence");
            settings = ImmutableList.copyOf(settings);
        }
    }

    /**
     * A difference that is kept.
     *
     * @param id 32 hexadecimal digits
     * @param place where it is
     * @param values the newest values
     * @param times how often and when it was seen
     * @param state whether it is open
     */
    record Known(String id, Place place, Values values, Times times, State state) {
        public Known {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(values, "values");
            Objects.requireNonNull(times, "times");
            Objects.requireNonNull(state, "state");
        }

        /** Returns a digest of the values and of whether they are accepted: 16 hexadecimal digits. */
        public String digest() {
            return values.digest(state.name().equals("ACCEPTED"));
        }
    }

    /**
     * Where a difference is.
     *
     * @param unit the label of its unit
     * @param operation the name of the operation
     * @param path the place in the answer
     * @param kind how the answers differ
     * @param severity {@code outcome} or {@code look}
     */
    record Place(String unit, String operation, String path, String kind, String severity) {}

    /**
     * The newest values of a difference.
     *
     * @param gen1 that of generation 1; null if it has none
     * @param gen2 that of generation 2; null if it has none
     */
    record Values(@Nullable String gen1, @Nullable String gen2) {
        private static final int DIGITS = 16;

        /** Returns a digest of the values and of whether they are accepted: 16 hexadecimal digits. */
        public String digest(boolean isAccepted) {
            Hasher hasher = Hashing.sha256().newHasher().putBoolean(isAccepted);
            for (String value : new @Nullable String[] {gen1, gen2}) {
                hasher.putInt(value == null ? -1 : value.length());
                hasher.putString(value == null ? "" : value, StandardCharsets.UTF_8);
            }
            return hasher.hash().toString().substring(0, DIGITS);
        }
    }

    /**
     * How often and when a difference was seen.
     *
     * @param seen how often
     * @param first when first
     * @param last when last
     */
    record Times(long seen, Instant first, Instant last) {}

    /**
     * Whether a difference is open.
     *
     * @param name {@code NEW}, {@code ACCEPTED} or {@code GONE}
     * @param who the operator that accepted it; null if none did
     * @param note why; null if none did
     */
    record State(
            String name, @Nullable String who, @Nullable String note) {}
}
