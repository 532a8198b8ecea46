package io.github.kdpbridge.gateway;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One section of a configuration file, read key by key. Whatever is wrong is a {@link ConfigurationException} that names
 * the file and the key; a key that nobody read is one too, because it is as a rule a typing error.
 */
final class Settings {
    private static final Pattern QUOTE = Pattern.compile("['(]");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\??[^}]*}");

    private final String origin;
    private final String prefix;
    private final Config config;
    private final Set<String> read = new HashSet<>();

    private Settings(String origin, String prefix, Config config) {
        this.origin = origin;
        this.prefix = prefix;
        this.config = config;
    }

    static Settings read(Path file) {
        if (!Files.exists(file)) {
            throw new ConfigurationException(file.toString(), "", "there is no such file");
        }
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            String why = Files.isDirectory(file) ? "is a directory, not a file" : "cannot be read";
            throw new ConfigurationException(file.toString(), "", why);
        }
        return load(file.toString(), options -> ConfigFactory.parseFile(file.toFile(), options));
    }

    static Settings parse(String hocon, String origin) {
        return load(origin, options -> ConfigFactory.parseString(hocon, options));
    }

    private static Settings load(String origin, Function<ConfigParseOptions, Config> parser) {
        ConfigParseOptions options =
                ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setOriginDescription(origin);
        try {
            // Undefined variables are left in place, so that the key that uses one can be named.
            Config config = parser.apply(options)
                    .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true));
            if (!config.isResolved()) {
                requireResolved(origin, "", config.root());
            }
            return new Settings(origin, "", config);
        } catch (ConfigException e) {
            throw new ConfigurationException(origin, "", syntax(origin, e));
        }
    }

    /** The parser quotes the text where it stopped, and with it perhaps a key: only its own words are kept. */
    private static String syntax(String origin, ConfigException e) {
        String message = String.valueOf(e.getMessage()).replace('\n', ' ');
        if (e instanceof ConfigException.IO) {
            return "cannot be read: an included file is missing or cannot be read";
        }
        String said = message.startsWith(origin + ": ") ? message.substring(origin.length() + 2) : message;
        String kept = QUOTE.split(said, 2)[0];
        return "cannot be read, line " + (kept.length() == said.length() ? said : kept.stripTrailing() + " …");
    }

    String string(String key) {
        String value = get(key, Config::getString, "a string");
        if (value.isEmpty()) {
            throw wrong(key, "is empty");
        }
        return value;
    }

    String string(String key, String fallback) {
        return has(key) ? string(key) : fallback;
    }

    long bytes(String key, long fallback) {
        return has(key) ? get(key, Config::getBytes, "a size, such as 64MiB") : fallback;
    }

    int positive(String key, int fallback) {
        int value = has(key) ? get(key, Config::getInt, "a whole number") : fallback;
        if (value < 1) {
            throw wrong(key, "must be at least 1");
        }
        return value;
    }

    Settings section(String key) {
        return new Settings(origin, path(key) + ".", get(key, Config::getConfig, "a section"));
    }

    Settings sectionOrEmpty(String key) {
        return has(key) ? section(key) : new Settings(origin, path(key) + ".", ConfigFactory.empty());
    }

    List<Settings> sections(String key) {
        List<? extends Config> list = get(key, Config::getConfigList, "a list of sections");
        return IntStream.range(0, list.size())
                .mapToObj(index -> new Settings(origin, path(key) + "[" + index + "].", list.get(index)))
                .toList();
    }

    boolean has(String key) {
        read.add(key);
        return config.hasPath(ConfigUtil.quoteString(key));
    }

    /** Complains of the first key of this section that was never read. */
    void finish() {
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

    ConfigurationException wrong(String key, String why) {
        return new ConfigurationException(origin, path(key), why);
    }

    private <T> T get(String key, BiFunction<Config, String, T> getter, String expected) {
        if (!has(key)) {
            throw wrong(key, "is missing");
        }
        try {
            return getter.apply(config, ConfigUtil.quoteString(key));
        } catch (ConfigException e) {
            throw wrong(key, "must be " + expected);
        }
    }

    private String path(String key) {
        return prefix + key;
    }

    /** Names the first key whose value refers to a variable that is not defined. */
    private static void requireResolved(String origin, String path, ConfigValue value) {
        if (value instanceof ConfigObject object) {
            object.forEach((key, child) -> requireResolved(origin, path.isEmpty() ? key : path + "." + key, child));
        } else if (value instanceof ConfigList list) {
            for (int index = 0; index < list.size(); index++) {
                requireResolved(origin, path + "[" + index + "]", list.get(index));
            }
        } else {
            try {
                value.valueType();
            } catch (ConfigException.NotResolved e) {
                throw new ConfigurationException(origin, path, variable(value) + " is not set in the environment");
            }
        }
    }

    /** Text may stand around the variable, and may be secret. */
    private static String variable(ConfigValue value) {
        Matcher matcher = VARIABLE.matcher(value.render(ConfigRenderOptions.concise()));
        return matcher.find() ? matcher.group() : "a variable";
    }
}
