package io.github.kdpbridge.simulator.world;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.json.JsonValue;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of switches in {@link Dialect}: its name, its default, and how JSON writes it. Two switches are
 * equal when they are one object.
 *
 * @param <T> the type of its values
 */
public final class Switch<T> {
    private static final long LONGEST_WAIT_MILLIS = Duration.ofDays(1).toMillis();

    private final String name;
    private final Class<T> type;
    private final @Nullable T usual;
    private final Reader<T> reader;

    private Switch(String name, Class<T> type, @Nullable T usual, Reader<T> reader) {
        this.name = name;
        this.type = type;
        this.usual = usual;
        this.reader = reader;
    }

    static Switch<Boolean> flag(String name, boolean usual) {
        return new Switch<>(name, Boolean.class, usual, JsonValue::flag);
    }

    /** A number, zero by default. */
    static Switch<Integer> count(String name) {
        return new Switch<>(name, Integer.class, 0, field -> (int) field.number(0, Integer.MAX_VALUE));
    }

    /** A wait, zero by default; in JSON such as {@code PT2S}, or a number of milliseconds. */
    static Switch<Duration> duration(String name) {
        return new Switch<>(name, Duration.class, Duration.ZERO, Switch::readDuration);
    }

    /** A word that may be absent, and is by default. */
    static Switch<String> word(String name) {
        return new Switch<>(name, String.class, null, JsonValue::text);
    }

    static <E extends Enum<E>> Switch<E> choice(String name, E usual) {
        Class<E> type = usual.getDeclaringClass();
        return new Switch<>(name, type, usual, field -> readChoice(type, field));
    }

    /** {@return the name in a world file and in the control API} */
    public String name() {
        return name;
    }

    /** The value that was set, or else the default. */
    @Nullable T value(@Nullable Object set) {
        return set == null ? usual : type.cast(set);
    }

    boolean isDefault(Object value) {
        return value.equals(usual);
    }

    /** The value, if it can be one; only a word may be null. */
    @Nullable T checked(@Nullable T value) {
        if (usual != null) {
            requireNonNull(value, name);
        }
        if ((value instanceof Integer count && count < 0) || (value instanceof Duration wait && wait.isNegative())) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + value);
        }
        return value;
    }

    @Nullable T read(JsonValue field) throws JsonProblem {
        return field.isAbsent() ? null : reader.read(field);
    }

    /** A value as JSON has it: a text, a number, a boolean, or null. */
    @Nullable Object toJson(@Nullable Object set) {
        T value = value(set);
        return value == null || value instanceof Boolean || value instanceof Integer ? value : value.toString();
    }

    private static Duration readDuration(JsonValue field) throws JsonProblem {
        try {
            Duration duration = field.isText() && field.text().startsWith("P")
                    ? Duration.parse(field.text())
                    : Duration.ofMillis(field.number(0, LONGEST_WAIT_MILLIS));
            if (!duration.isNegative() && duration.toMillis() <= LONGEST_WAIT_MILLIS) {
                return duration;
            }
        } catch (DateTimeParseException malformed) {
            // Falls through to the one complaint.
        }
        throw field.problem("must be a duration of at most a day, such as PT2S");
    }

    private static <E extends Enum<E>> E readChoice(Class<E> type, JsonValue field) throws JsonProblem {
        String name = field.text();
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> field.problem("must be one of "
                        + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(JsonValue field) throws JsonProblem;
    }
}
