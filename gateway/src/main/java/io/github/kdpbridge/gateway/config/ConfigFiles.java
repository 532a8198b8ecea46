package io.github.kdpbridge.gateway.config;

import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import io.github.kdpbridge.gateway.settings.Hocon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file, with those that it includes and the key files that it names, as they were when they were last looked
 * at. What counts is what is in them: neither a new time nor a link that leads elsewhere tells whether that is new. For one
 * thread at a time.
 */
public final class ConfigFiles {
    private static final int TRIES = 3;

    private final Path file;
    /** The files that the configuration in use names. */
    private Set<Path> named = ImmutableSet.of();

    /** Null if what was read last is not in use for a reason that the files do not show. */
    private @Nullable Content used;

    private Content seen;

    /**
     * What files hold.
     *
     * @param settings the values of the configuration, with those that it includes; what is wrong if it cannot be read
     * @param named the digest of each file that it names
     */
    private record Content(Object settings, Map<Path, ByteString> named) {}

    /** Looks at the files. */
    public ConfigFiles(Path file) {
        this.file = file;
        this.used = content();
        this.seen = used;
    }

    /**
     * Reads the configuration. The files count as they were before, so that a change meanwhile is one; those of a configuration
     * that is refused are not looked at again either.
     *
     * @throws ConfigurationException if something in it is wrong; the message is one line
     */
    public GatewayConfig read() {
        return read(() -> GatewayConfig.read(file), GatewayConfig::secretFiles);
    }

    /** Reads anything from the files. */
    <T> T read(Supplier<T> reader, Function<T, Set<Path>> names) {
        for (int attempt = 1; ; attempt++) {
            used = content();
            seen = used;
            T read = reader.get();
            boolean areLookedAt = names.apply(read).equals(named);
            named = names.apply(read);
            if (areLookedAt || attempt == TRIES) {
                return read;
            }
        }
    }

    /** Counts the files as changed until they are read again: what was read last could not be used yet. */
    public void retry() {
        used = null;
    }

    /**
     * Returns whether the files are others than those in use, and were the same when they were last looked at: one that is
     * being written is left to its writer.
     */
    public boolean haveChanged() {
        Content now = content();
        boolean settled = now.equals(seen);
        seen = now;
        return settled && !now.equals(used);
    }

    private Content content() {
        Map<Path, ByteString> digests = new HashMap<>();
        named.forEach(path -> digests.put(path, digest(path)));
        return new Content(settings(), digests);
    }

    private Object settings() {
        try {
            return Hocon.read(file);
        } catch (ConfigurationException e) {
            return e.mistakes();
        }
    }

    private static ByteString digest(Path path) {
        try {
            return ByteString.of(Files.readAllBytes(path)).sha256();
        } catch (IOException e) {
            return ByteString.EMPTY;
        }
    }
}
