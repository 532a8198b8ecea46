package io.github.kdpbridge.core.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of the {@link ErrorCatalogue}: a condition in the words of both generations.
 *
 * @param condition its meaning
 * @param level whether it is about the request or one device
 * @param gen2 generation 2's wording; null if it has none
 * @param gen1 generation 1's wording
 * @param gen1Text generation 1's text, in which {@code %s} stands for the identifier that it is about; null if it has the
 *     text of generation 2
 * @param evidence the source of the translation to generation 1
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
        public Wording {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(name, "name");
        }

        Wording withCode(String code) {
            return new Wording(code, name, httpStatus);
        }
    }

    public ErrorRow {
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(gen1, "gen1");
        Objects.requireNonNull(evidence, "evidence");
    }

    /** Returns a generation's wording; null if it has none. */
    public @Nullable Wording wording(Generation generation) {
        return generation == Generation.GEN1 ? gen1 : gen2;
    }
}
