package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.migration.LoggedAct.Kind;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which acts of a log are looked for.
 *
 * @param text a part of the kind, the subject, the author, the reason, the evidence or the result, whatever the case of its
 *     ASCII letters; empty for all
 * @param kinds the kinds; empty for all, copied
 * @param since the time from which on they were done
 */
public record ActFilter(String text, Set<Kind> kinds, Instant since) {
    /** All acts. */
    public static final ActFilter ALL = new ActFilter("", ImmutableSet.of(), Instant.EPOCH);

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if it holds the character U+0000, which no database looks for
     */
    public ActFilter {
        DifferenceFilter.requireText(text);
        kinds = ImmutableSet.copyOf(kinds);
        Objects.requireNonNull(since, "since");
    }

    /** Returns a filter for a text. */
    public static ActFilter of(String text) {
        return new ActFilter(text, ImmutableSet.of(), Instant.EPOCH);
    }

    /** Returns a filter for the acts from a time on. */
    public static ActFilter since(Instant time) {
        return new ActFilter("", ImmutableSet.of(), time);
    }

    boolean shows(LoggedAct act) {
        return (kinds.isEmpty() || kinds.contains(act.kind()))
                && !act.at().isBefore(since)
                && DifferenceFilter.isFound(
                        text,
                        Stream.of(
                                act.kind().name(),
                                act.subject(),
                                act.cause().who(),
                                act.cause().via().name(),
                                act.cause().reason(),
                                act.cause().evidence(),
                                act.result()));
    }
}
