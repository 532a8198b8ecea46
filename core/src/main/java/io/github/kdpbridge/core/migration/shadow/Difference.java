package io.github.kdpbridge.core.migration.shadow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A difference between two answers to one question. Several of one kind at one path, of several devices for example, are
 * one difference with a count.
 *
 * @param path the place in the answer, without an identifier: {@code devices[].error.code}
 * @param kind its kind
 * @param gen1 an example of generation 1's value, masked; null if absent
 * @param gen2 generation 2's value beside it, masked; null if absent
 * @param count how often the answer has it, from 1 on
 */
public record Difference(
        String path,
        DifferenceKind kind,
        @Nullable String gen1,
        @Nullable String gen2,
        int count) {
    public Difference {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(kind, "kind");
    }

    /** Returns the severity of its kind. */
    public Severity severity() {
        return kind.severity();
    }

    /** Returns whether another difference is of the same kind at the same path. */
    public boolean isLike(Difference other) {
        return path.equals(other.path) && kind == other.kind;
    }

    Difference again() {
        return new Difference(path, kind, gen1, gen2, count + 1);
    }
}
