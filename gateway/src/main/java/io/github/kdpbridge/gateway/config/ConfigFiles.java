package io.github.kdpbridge.gateway.config;

import io.github.kdpbridge.gateway.settings.ConfigurationException;
import io.github.kdpbridge.gateway.settings.Hocon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import okio.ByteString;

/**
 * A configuration file, with those that it includes and the key files that it names, as they were when they were last looked
 * at. What counts is what is in them: neither a new time nor a link that leads elsewhere tells whether that is new. For one
 * thread at a time.
 */
public final class ConfigFiles {
    private final Path file;
    private Content used;
    private Content seen;

    /**
     * What files hold.
     *
     * @param settings the values of the configuration, with those that it includes; what is wrong if it cannot be read
     * @param named the digest of each file that it names
     */
    private record Content(Object settings, Map<Path, ByteString> named) {}

    /**
     * Reads the files.
     *
     * @param named the files that the configuration in use names
     */
    public ConfigFiles(Path file, Set<Path> named) {
        this.file = file;
        this.used = content(named);
        this.seen = used;
    }

    /** Takes the files as they are now for those in use, or for those that were refused. */
    public void use(Set<Path> named) {
        used = content(named);
        seen = used;
    }

    /**
     * Returns whether the files are others than those in use, and were the same when they were last looked at: one that is
     * being written is left to its writer.
     *
     * @param named the files that the configuration in use names
     */
    public boolean haveChanged(Set<Path> named) {
        Content now = content(named);
        boolean settled = now.equals(seen);
        seen = now;
        return settled && !now.equals(used);
    }

    private Content content(Set<Path> named) {
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
