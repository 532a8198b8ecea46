package io.github.kdpbridge.core.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of the {@link ErrorCatalogue}: a condition in the words of both generations.
 *
 * @param condition what it means
 * @param level whether it speaks of the request or of one device
 * @param gen2 how generation 2 says it; null if it does not
 * @param gen1 how generation 1 says it
 * @param gen1Text generation 1's text, in which {@code %s} stands for the identifier that it is about; null if it has the
 *     text of generation 2
 * @param evidence where the translation to generation 1 is known from
 */
public record ErrorRow(
        Condition condition,
        ErrorLevel level,
        @Nullable Wording gen2,
        Wording gen1,
        @Nullable String gen1Text,
        Evidence evidence) {

    /**
     * A condition in the words of one generation.
     *
     * @param code its number
     * @param name its name
     * @param httpStatus the HTTP status of a request that is refused for it
     */
    public record Wording(String code, String name, int httpStatus) {
        /** Checks that all is there. */
        public Wording {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(name, "name");
        }

        Wording withCode(String code) {
            return new Wording(code, name, httpStatus);
        }
    }

    /** Checks what is required. */
    public ErrorRow {
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(gen1, "gen1");
        Objects.requireNonNull(evidence, "evidence");
    }

    /** Returns how a generation says it; null if it does not. */
    public @Nullable Wording wording(Generation generation) {
        return generation == Generation.GEN1 ? gen1 : gen2;
    }
}
