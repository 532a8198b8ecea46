package io.github.kdpbridge.gateway.settings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the mistakes of a configuration, so that one look at it finds them all. */
public final class Mistakes {
    private final Set<String> found = new LinkedHashSet<>();

    /** Reads a part of the configuration; a mistake in it does not keep the other parts from being read. */
    public void in(Runnable part) {
        try {
            part.run();
        } catch (ConfigurationException e) {
            add(e);
        }
    }

    /** Reads a part that has a value; returns null if there is a mistake in it. */
    public <T> @Nullable T of(Supplier<T> part) {
        try {
            return part.get();
        } catch (ConfigurationException e) {
            add(e);
            return null;
        }
    }

    void add(ConfigurationException mistake) {
        found.addAll(mistake.mistakes());
    }

    /** Complains if there was any. */
    public void finish() {
        if (!found.isEmpty()) {
            throw new ConfigurationException(List.copyOf(found));
        }
    }
}
