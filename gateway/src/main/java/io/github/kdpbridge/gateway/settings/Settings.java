package io.github.kdpbridge.gateway.settings;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One section of a configuration file, read key by key; an {@link Environment} variable goes before the file. Each
 * mistake is a {@link ConfigurationException} that names the file and the key; so is an unknown key, which is usually a
 * typing error.
 */
public final class Settings {
    private static final long MOST_BYTES = 1L << 31;

    private final String origin;
    private final String prefix;
    private final Config config;
    private final Environment environment;
    /** The path of each setting that was asked for in any section, with its default. */
    private final Map<String, String> known;

    private final Set<String> read = new HashSet<>();

    private Settings(String origin, String prefix, Config config, Environment environment, Map<String, String> known) {
        this.origin = origin;
        this.prefix = prefix;
        this.config = config;
        this.environment = environment;
        this.known = known;
    }

    public static Settings read(Path file, Map<String, String> variables) {
        return new Settings(file.toString(), "", Hocon.read(file), Environment.of(variables), new TreeMap<>());
    }

    public static Settings parse(String hocon, String origin) {
        return new Settings(origin, "", Hocon.parse(hocon, origin), Environment.none(), new TreeMap<>());
    }

    public String string(String key) {
        note(key, "");
        String value = get(key, Config::getString, "a string");
        if (value.isEmpty()) {
            throw wrong(key, "is empty");
        }
        return value;
    }

    /** A text without blanks around it, which would be invisible. */
    public String plain(String key) {
        String value = string(key);
        if (!value.equals(value.strip())) {
            throw wrong(key, "has a blank at its beginning or its end");
        }
        return value;
    }

    public String string(String key, String fallback) {
        note(key, fallback);
        return has(key) ? string(key) : fallback;
    }

    /** A text that may be empty. */
    public String text(String key, String fallback) {
        note(key, fallback);
        return has(key) ? get(key, Config::getString, "a string") : fallback;
    }

    /** One text or a list of texts; in a variable they are separated by commas. */
    public ImmutableSet<String> strings(String key, Set<String> fallback) {
        note(key, String.join(", ", ImmutableSortedSet.copyOf(fallback)));
        if (!has(key)) {
            return ImmutableSet.copyOf(fallback);
        }
        List<String> values = get(key, Written::list, "a string or a list of strings");
        return Distinct.of(values, why -> wrong(key, why));
    }

    /** Texts, of which there may be none; in a variable they are separated by commas. */
    public ImmutableSet<String> stringsOrNone(String key) {
        note(key, "");
        boolean none = !has(key)
                || get(key, Written::list, "a string or a list of strings").isEmpty();
        return none ? ImmutableSet.of() : strings(key, Set.of());
    }

    /** A size in bytes, from 1 byte to 2 GiB. */
    public int bytes(String key, int fallback) {
        note(key, Units.text(fallback));
        long value = has(key) ? get(key, Config::getBytes, "a size, such as 64MiB") : fallback;
        if (value < 1 || value > MOST_BYTES) {
            throw wrong(key, "must be from 1 byte to 2 GiB");
        }
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    public int positive(String key, int fallback) {
        return atLeast(1, key, fallback);
    }

    public int atLeast(int least, String key, int fallback) {
        note(key, Integer.toString(fallback));
        int value = has(key) ? get(key, Written::wholeNumber, "a whole number") : fallback;
        if (value < least) {
            throw wrong(key, "must be at least " + least);
        }
        return value;
    }

    /** A whole number from 1 on; empty by default. */
    public OptionalInt optionalPositive(String key) {
        note(key, "");
        return has(key) ? OptionalInt.of(positive(key, 1)) : OptionalInt.empty();
    }

    public boolean flag(String key, boolean fallback) {
        note(key, Boolean.toString(fallback));
        return has(key) ? get(key, Config::getBoolean, "true or false") : fallback;
    }

    Duration duration(String key, Duration fallback, Duration least) {
        note(key, Units.text(fallback));
        Duration value = has(key) ? get(key, Written::time, "a time with its unit, such as 30s") : fallback;
        if (value.toMillis() < least.toMillis()) {
            throw wrong(key, "must be at least " + Units.text(least));
        }
        return value;
    }

    /** One time or several, each of 1 ms or more; in a variable they are separated by commas. */
    List<Duration> durations(String key, List<Duration> fallback) {
        note(key, Units.text(fallback));
        List<Duration> values =
                has(key) ? get(key, Written::times, "a list of times with their units, such as [5s, 1m]") : fallback;
        if (values.isEmpty() || values.stream().anyMatch(value -> value.toMillis() < 1)) {
            throw wrong(key, "must be one time or several, each at least 1ms");
        }
        return values;
    }

    /** Uses a value, and reports its refusal as a mistake in this setting. */
    public <T> T checked(String key, Supplier<T> use) {
        try {
            return use.get();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw wrong(key, String.valueOf(e.getMessage()));
        }
    }

    /** Does the same with one value, of which the refusal may not speak as the file does. */
    public <T> T inRange(String key, Supplier<T> use) {
        try {
            return use.get();
        } catch (IllegalArgumentException e) {
            Object written = source(key).getValue(ConfigUtil.quoteString(key)).unwrapped();
            throw wrong(key, Written.inPlaceOf(String.valueOf(e.getMessage()), written));
        }
    }

    public Settings section(String key) {
        read.add(key);
        boolean inFile = config.hasPath(ConfigUtil.quoteString(key));
        if (!inFile && !environment.hasBelow(path(key))) {
            throw wrong(key, "is missing");
        }
        return below(key, inFile ? get(key, Config::getConfig, "a section") : ConfigFactory.empty());
    }

    public Settings sectionOrEmpty(String key) {
        read.add(key);
        boolean inFile = config.hasPath(ConfigUtil.quoteString(key));
        return below(key, inFile ? get(key, Config::getConfig, "a section") : ConfigFactory.empty());
    }

    public List<Settings> sectionsOrNone(String key) {
        return hasSection(key) ? sections(key) : List.of();
    }

    public List<Settings> sections(String key) {
        boolean inFile = has(key);
        int variables = environment.count(path(key));
        List<? extends Config> list =
                inFile || variables == 0 ? get(key, Config::getConfigList, "a list of sections") : List.of();
        return IntStream.range(0, Math.max(list.size(), variables))
                .mapToObj(index ->
                        below(key + "[" + index + "]", index < list.size() ? list.get(index) : ConfigFactory.empty()))
                .toList();
    }

    private Settings below(String key, Config section) {
        return new Settings(origin, path(key) + ".", section, environment, known);
    }

    public boolean has(String key) {
        read.add(key);
        return environment.value(path(key)) != null || config.hasPath(ConfigUtil.quoteString(key));
    }

    /** Returns whether a section is in the file, or a variable stands for something in it. */
    public boolean hasSection(String key) {
        return has(key) || environment.hasBelow(path(key));
    }

    private void note(String key, String fallback) {
        known.putIfAbsent(path(key), fallback);
    }

    /** The path of each setting that was asked for in any section so far, with its default; empty if it has none. */
    public Map<String, String> known() {
        return Collections.unmodifiableMap(known);
    }

    /** Complains of the first key of this section that was never read. */
    public void finish() {
        config.root().keySet().stream()
                .filter(key -> !read.contains(key))
                .sorted()
                .findFirst()
                .ifPresent(key -> {
                    throw wrong(
                            key,
                            "there is no such setting; known here: "
                                    + String.join(", ", read.stream().sorted().toList()));
                });
    }

    /** Complains of the first variable that stands for no setting. */
    public void finishEnvironment() {
        environment.unknown().ifPresent(name -> {
            throw new ConfigurationException(Written.VARIABLE_ORIGIN, name, "there is no such setting");
        });
    }

    public ConfigurationException wrong(String key, String why) {
        String path = path(key);
        return environment.value(path) == null
                ? new ConfigurationException(origin, path, why)
                : new ConfigurationException(Written.VARIABLE_ORIGIN, Environment.name(path), why);
    }

    private <T> T get(String key, BiFunction<Config, String, T> getter, String expected) {
        if (!has(key)) {
            throw wrong(key, "is missing");
        }
        try {
            return getter.apply(source(key), ConfigUtil.quoteString(key));
        } catch (ConfigException e) {
            throw wrong(key, "must be " + expected);
        }
    }

    /** A variable goes before the file. */
    private Config source(String key) {
        String variable = environment.value(path(key));
        return variable == null
                ? config
                : ConfigValueFactory.fromAnyRef(variable, Written.VARIABLE_ORIGIN)
                        .atKey(key);
    }

    private String path(String key) {
        return prefix + key;
    }
}
