package io.github.kdpbridge.core.migration;

import com.google.common.base.Ascii;
import com.google.common.base.Enums;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an act did.
 *
 * @param units what it did with each unit; copied
 * @param stopped why it went no further; null if nothing stopped it
 * @param act the {@linkplain LoggedAct#id() id} under which all this is in the log; null if it is not
 */
public record Acted(
        List<Done> units,
        @Nullable String stopped,
        @Nullable String act) {
    private static final String STOPPED = "STOPPED";
    private static final char FIELD = '\t';
    private static final char LINE = '\n';

    public Acted {
        units = ImmutableList.copyOf(units);
    }

    /** Creates one that is not in the log. */
    public Acted(List<Done> units, @Nullable String stopped) {
        this(units, stopped, null);
    }

    /** What an act did with a unit. */
    public enum Result {
        /** The unit is in the other phase. */
        MOVED,
        /** The move waits until the unit is drained. */
        BEGUN,
        /** A gate is closed. */
        GATE,
        /** The act is refused for another reason. */
        REFUSED,
        /** Its turn has not come. */
        WAITS,
        /** The ledger failed while the unit was about to move: it may have moved, or not. */
        UNKNOWN;

        boolean isRefusal() {
            return this == GATE || this == REFUSED;
        }

        boolean isDone() {
            return this == MOVED || this == BEGUN;
        }
    }

    /**
     * What an act did with a unit.
     *
     * @param unit the unit's label
     * @param route its route after the act; null if it is not known
     * @param result what was done
     * @param text the result in words, one line
     */
    public record Done(String unit, @Nullable Route route, Result result, String text) {
        public Done {
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(result, "result");
            Objects.requireNonNull(text, "text");
        }
    }

    /** Returns the same under the id of its entry in the log. */
    Acted in(String entry) {
        return new Acted(units, stopped, entry);
    }

    /** Returns whether a unit moved, or a move began. */
    public boolean isAnyDone() {
        return units.stream().anyMatch(done -> done.result().isDone());
    }

    /** Returns whether it is not known of a unit whether it moved. */
    public boolean isAnyUnknown() {
        return units.stream().anyMatch(done -> done.result() == Result.UNKNOWN);
    }

    /** Returns whether all that was asked for is done, under way, or waits for its turn. */
    public boolean isGood() {
        return stopped == null
                && units.stream().noneMatch(done -> done.result().isRefusal() || done.result() == Result.UNKNOWN);
    }

    /** Returns the result in one line: {@code 2 moved, 1 refused: customer 1200000342 does not move: …}. */
    public String summary() {
        String counts = Arrays.stream(Result.values())
                .map(result -> count(result) == 0
                        ? ""
                        : "%d %s".formatted(count(result), result == Result.GATE ? "kept by a gate" : word(result)))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return units.stream()
                .filter(done -> done.result().isRefusal() || done.result() == Result.UNKNOWN)
                .findFirst()
                .map(first -> counts + ": " + first.text())
                .orElse(counts);
    }

    private long count(Result result) {
        return units.stream().filter(done -> done.result() == result).count();
    }

    private static String word(Result result) {
        return result == Result.UNKNOWN ? "not known" : Ascii.toLowerCase(result.name());
    }

    /** Returns the result with each unit as text for the log: a line each, with unit, result and text behind tabs. */
    String lines() {
        Stream<String> stop = stopped == null ? Stream.of() : Stream.of(line("", STOPPED, stopped));
        return Stream.concat(
                        units.stream()
                                .map(done -> line(done.unit(), done.result().name(), done.text())),
                        stop)
                .collect(Collectors.joining(String.valueOf(LINE)));
    }

    private static String line(String... fields) {
        return Arrays.stream(fields)
                .map(field -> field.replace(FIELD, ' ').replace(LINE, ' '))
                .collect(Collectors.joining(String.valueOf(FIELD)));
    }

    static Acted ofLines(String lines) {
        ImmutableList.Builder<Done> units = ImmutableList.builder();
        String stopped = null;
        for (String line : Splitter.on(LINE).omitEmptyStrings().split(lines)) {
            List<String> fields = Splitter.on(FIELD).limit(3).splitToList(line);
            if (fields.get(1).equals(STOPPED)) {
                stopped = fields.get(2);
            } else {
                units.add(done(fields.get(0), fields.get(1), fields.get(2)));
            }
        }
        return new Acted(units.build(), stopped);
    }

    /** A result that only a later version knows is told by the text. */
    private static Done done(String unit, String result, String text) {
        Result known = Enums.getIfPresent(Result.class, result).orNull();
        return known == null
                ? new Done(unit, null, Result.UNKNOWN, result + ": " + text)
                : new Done(unit, null, known, text);
    }
}
