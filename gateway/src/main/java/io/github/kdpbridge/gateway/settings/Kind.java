package io.github.kdpbridge.gateway.settings;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Doubles;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The kind of values that a setting takes.
 *
 * @param reader reads a value
 * @param text writes a default, as a configuration file may have it without quotation marks; empty for none
 * @param quoted whether a file has it in quotation marks
 * @param check takes the name and value that a program sets, and throws if the value is out of range
 * @param <T> the values
 */
public record Kind<T>(Reader<T> reader, Function<T, String> text, boolean quoted, BiConsumer<String, T> check) {
    /** Reads a setting of this kind. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Reads a value.
         *
         * @param standard the default; null if the setting is required
         * @throws ConfigurationException if the value is missing, of another kind or out of range
         */
        T read(Settings section, String key, @Nullable T standard);
    }

    /** A text that is not empty; the default may be, for none. */
    public static final Kind<String> TEXT =
            text((section, key, standard) -> standard == null ? section.string(key) : section.string(key, standard));

    /** A required text without blanks at its ends. */
    public static final Kind<String> PLAIN_TEXT = text((section, key, standard) -> section.plain(key));

    /** A text that may be empty. */
    public static final Kind<String> ANY_TEXT =
            text((section, key, standard) -> section.text(key, standard == null ? "" : standard));

    /** One text or several, each not empty. */
    public static final Kind<Set<String>> TEXTS =
            texts((section, key, standard) -> section.strings(key, standard == null ? ImmutableSet.of() : standard));

    /** Any number of texts. */
    public static final Kind<Set<String>> TEXTS_OR_NONE = texts((section, key, standard) -> section.stringsOrNone(key));

    /** A size from 1 byte to 2 GiB. */
    public static final Kind<Integer> BYTES = new Kind<>(
            (section, key, standard) -> section.bytes(key, required(standard)), Units::text, false, Kind::positive);

    /** A whole number from 1 on. */
    public static final Kind<Integer> NUMBER = new Kind<>(
            (section, key, standard) -> section.positive(key, required(standard)),
            value -> Integer.toString(value),
            false,
            Kind::positive);

    /** True or false. */
    public static final Kind<Boolean> FLAG = new Kind<>(
            (section, key, standard) -> section.flag(key, required(standard)),
            value -> Boolean.toString(value),
            false,
            (name, value) -> {});

    /** A time of 1 ms or more. */
    public static final Kind<Duration> TIME = timeFrom(Duration.ofMillis(1));

    /** A time of this length or more. */
    public static Kind<Duration> timeFrom(Duration least) {
        return new Kind<>(
                (section, key, standard) -> section.duration(key, required(standard), least),
                Units::text,
                false,
                (name, value) -> checkArgument(
                        !value.isNegative() && !value.isZero(), "%s must be longer than nothing, not %s", name, value));
    }

    /** One time or several, each of 1 ms or more. */
    public static final Kind<List<Duration>> TIMES = new Kind<>(
            (section, key, standard) -> section.durations(key, required(standard)),
            Units::text,
            false,
            (name, values) -> {});

    /** A number within bounds, which are included. */
    public static Kind<Double> decimal(double least, double most) {
        return new Kind<>(
                (section, key, standard) -> decimal(section, key, required(standard), least, most),
                Units::text,
                false,
                (name, value) -> {});
    }

    private static double decimal(Settings section, String key, double standard, double least, double most) {
        String text = section.string(key, Units.text(standard));
        Double value = Doubles.tryParse(text);
        if (value == null || !(value >= least && value <= most)) { // so that NaN is refused
            throw section.wrong(
                    key, "must be a number from %s to %s, not %s".formatted(Units.text(least), Units.text(most), text));
        }
        return value;
    }

    private static Kind<String> text(Reader<String> reader) {
        return new Kind<>(reader, text -> text, true, (name, value) -> {});
    }

    private static Kind<Set<String>> texts(Reader<Set<String>> reader) {
        return new Kind<>(reader, texts -> String.join(", ", texts), true, (name, value) -> {});
    }

    private static void positive(String name, int value) {
        checkArgument(value >= 1, "%s must be at least 1, not %s", name, value);
    }

    private static <T> T required(@Nullable T standard) {
        if (standard == null) {
            throw new IllegalArgumentException("a setting of this kind has a default");
        }
        return standard;
    }
}
