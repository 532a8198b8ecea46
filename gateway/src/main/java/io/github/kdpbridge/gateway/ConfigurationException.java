package io.github.kdpbridge.gateway;

/** A mistake in the configuration. The message is one line: the file, the key, what is wrong. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigurationException(String origin, String key, String why) {
        super(origin + ": " + (key.isEmpty() ? "" : key + ": ") + why);
    }
}
