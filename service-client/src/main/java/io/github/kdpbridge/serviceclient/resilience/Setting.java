package io.github.kdpbridge.serviceclient.resilience;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A setting of a {@link Resilience}.
 *
 * @param name the name of its method
 * @param standard the default
 * @param range the values that it takes, in words
 * @param isInRange whether it takes a value
 */
record Setting<T>(String name, T standard, String range, Predicate<T> isInRange) {
    static Setting<Integer> positive(String name, int standard) {
        return new Setting<>(name, standard, "positive", value -> value > 0);
    }

    static Setting<Integer> upTo(String name, int standard, int most) {
        return new Setting<>(name, standard, "from 1 to " + most, value -> value > 0 && value <= most);
    }

    static Setting<Duration> time(String name, Duration standard, int leastMillis) {
        return new Setting<>(
                name,
                standard,
                "from " + leastMillis + " ms to a day",
                time -> time.compareTo(Duration.ofMillis(leastMillis)) >= 0 && time.compareTo(Duration.ofDays(1)) <= 0);
    }

    /** Puts a value for this setting among the others. */
    void put(Map<Setting<?>, Object> values, T value) {
        checkArgument(isInRange.test(value), "%s must be %s, not %s", name, range, value);
        values.put(this, value);
    }

    /** Returns the value of this setting, or its default. */
    @SuppressWarnings("unchecked") // put lets only values of its type stand behind a setting
    T in(Map<Setting<?>, Object> values) {
        return (T) values.getOrDefault(this, standard);
    }
}
