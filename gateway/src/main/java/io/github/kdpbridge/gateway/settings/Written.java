package io.github.kdpbridge.gateway.settings;

import com.google.common.base.Splitter;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values as they are written in a file or a variable. */
final class Written {
    /** Where a value comes from that a variable has. */
    static final String VARIABLE_ORIGIN = "environment";

    private static final Splitter COMMAS = Splitter.on(',').trimResults();
    /** What a value object says of itself: its own name for the value, and its own form of it. */
    private static final Pattern REFUSAL = Pattern.compile("(?:\\w+ (?=must ))?(.*, not ).*");

    /** A number that is not zero, and no unit; it cannot be parsed as a number of Java, which has units of its own. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.]*[1-9][0-9.]*(?:[eE][-+]?[0-9]+)?");

    private Written() {}

    /** One text or a list of texts; in a variable they are separated by commas. */
    static List<String> list(Config config, String path) {
        ConfigValue value = config.getValue(path);
        if (value.valueType() == ConfigValueType.LIST) {
            return config.getStringList(path);
        }
        String text = config.getString(path);
        return value.origin().description().equals(VARIABLE_ORIGIN) ? COMMAS.splitToList(text) : List.of(text);
    }

    /** The library would take a number alone for milliseconds, where its writer may think of seconds. */
    static Duration time(Config config, String path) {
        requireUnit(path, config.getString(path));
        return config.getDuration(path);
    }

    /** One time or several, each with its unit. */
    static List<Duration> times(Config config, String path) {
        List<String> written = list(config, path);
        written.forEach(time -> requireUnit(path, time));
        String times = "times";
        return ConfigValueFactory.fromIterable(written).atKey(times).getDurationList(times);
    }

    private static void requireUnit(String path, String time) {
        if (NUMBER.matcher(time.strip()).matches()) {
            throw new ConfigException.BadValue(path, "has no unit");
        }
    }

    /** The library would take 1.9 for 1. */
    static int wholeNumber(Config config, String path) {
        int value = config.getInt(path);
        if (value != config.getDouble(path)) {
            throw new ConfigException.BadValue(path, "is not whole");
        }
        return value;
    }

    /** Returns a refusal that shows a value as it is written, and leaves its name to the one who tells. */
    static String inPlaceOf(String refusal, Object value) {
        Matcher parts = REFUSAL.matcher(refusal);
        return parts.matches() ? parts.group(1) + value : refusal;
    }
}
