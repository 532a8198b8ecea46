package io.github.kdpbridge.gateway;

import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of a configuration, so that one look at it finds them all. */
final class Mistakes {
    private final List<String> found = new ArrayList<>();

    /** Reads a part of the configuration; a mistake in it does not keep the other parts from being read. */
    void in(Runnable part) {
        try {
            part.run();
        } catch (ConfigurationException e) {
            add(e);
        }
    }

    void add(ConfigurationException mistake) {
        found.addAll(mistake.mistakes());
    }

    /** Complains if there was any. */
    void finish() {
        if (!found.isEmpty()) {
            throw new ConfigurationException(found);
        }
    }
}
