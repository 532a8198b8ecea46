package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ascii;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.Comparisons.Place;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which differences are looked for.
 *
 * @param which by their state
 * @param text a part of the unit's name, the operation, path, kind, a value, the author, the note or the id, whatever the
 *     case of its ASCII letters; empty for all
 * @param alike their place and kind; null for all
 */
public record DifferenceFilter(
        Which which, String text, @Nullable Alike alike) {
    /** All differences. */
    public static final DifferenceFilter ALL = new DifferenceFilter(Which.ALL, "", null);

    /** The states that are looked for. */
    public enum Which {
        /** Those that count. */
        OPEN,
        /** Those that an operator accepted. */
        ACCEPTED,
        /** All, those that are gone included. */
        ALL
    }

    /**
     * What differences of several units have in common.
     *
     * @param operation the name of the operation
     * @param path the place in the answer
     * @param kind how the answers differ: a word in lower case
     */
    public record Alike(String operation, String path, String kind) {
        public Alike {
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(kind, "kind");
        }

        static Alike of(Place place) {
            return new Alike(place.operation(), place.path(), place.kind());
        }
    }

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if it holds the character U+0000, which no database looks for
     */
    public DifferenceFilter {
        Objects.requireNonNull(which, "which");
        requireText(text);
    }

    /**
     * Checks a text that is looked for.
     *
     * @throws IllegalArgumentException if it holds the character U+0000
     */
    public static void requireText(String text) {
        checkArgument(text.indexOf('\0') < 0, "the text to look for must not hold the character U+0000");
    }

    /** Returns the same filter for differences of one place and kind. */
    public DifferenceFilter of(Alike place) {
        return new DifferenceFilter(which, text, place);
    }

    boolean shows(Known known) {
        Place place = known.place();
        return isIn(known.state().name())
                && (alike == null || alike.equals(Alike.of(place)))
                && isFound(
                        text,
                        Stream.of(
                                place.unit(),
                                place.operation(),
                                place.path(),
                                place.kind(),
                                known.values().gen1(),
                                known.values().gen2(),
                                known.state().who(),
                                known.state().note(),
                                known.id()));
    }

    private boolean isIn(String state) {
        return switch (which) {
            case OPEN -> state.equals("NEW");
            case ACCEPTED -> state.equals("ACCEPTED");
            case ALL -> true;
        };
    }

    static boolean isFound(String text, Stream<@Nullable String> cells) {
        String wanted = Ascii.toLowerCase(text);
        return cells.anyMatch(cell -> cell != null && Ascii.toLowerCase(cell).contains(wanted));
    }
}
