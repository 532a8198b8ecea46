package io.github.kdpbridge.gateway.settings;

import com.google.common.primitives.Bytes;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import io.github.kdpbridge.core.Utf16;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads HOCON. A complaint names the place, and quotes nothing that may be secret. */
public final class Hocon {
    private static final Pattern QUOTE = Pattern.compile("['(]");
    private static final String KEY_ALONE = "Key …$";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\??[^}]*}");

    /** The bytes that tell whether a file is text. */
    private static final int BEGINNING = 1 << 16;

    private Hocon() {}

    /**
     * Reads a file, with those that it includes. The result equals another if all values are the same.
     *
     * @throws ConfigurationException if it cannot be read
     */
    public static Config read(Path file) {
        if (!Files.exists(file)) {
            throw new ConfigurationException(file.toString(), "", "there is no such file");
        }
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            String why = Files.isDirectory(file) ? "is a directory, not a file" : "cannot be read";
            throw new ConfigurationException(file.toString(), "", why);
        }
        if (Utf16.is(file)) {
            throw new ConfigurationException(file.toString(), "", Utf16.ADVICE);
        }
        if (isBinary(file)) {
            throw new ConfigurationException(
                    file.toString(), "", "is no text: name the configuration, a file in HOCON");
        }
        // For a bare name, the parser would not know the folder, and skip the included files.
        return load(
                file.toString(),
                options -> ConfigFactory.parseFile(file.toAbsolutePath().toFile(), options));
    }

    /** Text has no zero bytes. */
    private static boolean isBinary(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return Bytes.contains(bytes.readNBytes(BEGINNING), (byte) 0);
        } catch (IOException e) {
            return false; // the parser reports why
        }
    }

    static Config parse(String hocon, String origin) {
        return load(origin, options -> ConfigFactory.parseString(hocon, options));
    }

    private static Config load(String origin, Function<ConfigParseOptions, Config> parser) {
        ConfigParseOptions options =
                ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setOriginDescription(origin);
        try {
            // Undefined variables are left in place, so that the key that uses one can be named.
            Config config = parser.apply(options)
                    .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true));
            if (!config.isResolved()) {
                Mistakes mistakes = new Mistakes();
                requireResolved(origin, "", config.root(), mistakes);
                mistakes.finish();
            }
            return config;
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
        String told = kept.length() == said.length() ? said : kept.stripTrailing() + " …";
        return "cannot be read, line " + told.replaceFirst(KEY_ALONE, "a key is not followed by =, : or {");
    }

    /** Names the keys whose values refer to variables that are not defined. */
    private static void requireResolved(String origin, String path, ConfigValue value, Mistakes mistakes) {
        if (value instanceof ConfigObject object) {
            new TreeMap<>(object)
                    .forEach((key, child) ->
                            requireResolved(origin, path.isEmpty() ? key : path + "." + key, child, mistakes));
        } else if (value instanceof ConfigList list) {
            for (int index = 0; index < list.size(); index++) {
                requireResolved(origin, path + "[" + index + "]", list.get(index), mistakes);
            }
        } else {
            try {
                value.valueType();
            } catch (ConfigException.NotResolved e) {
                mistakes.add(
                        new ConfigurationException(origin, path, variable(value) + " is not set in the environment"));
            }
        }
    }

    /** Text may stand around the variable, and may be secret. */
    private static String variable(ConfigValue value) {
        Matcher matcher = VARIABLE.matcher(value.render(ConfigRenderOptions.concise()));
        return matcher.find() ? matcher.group() : "a variable";
    }
}
