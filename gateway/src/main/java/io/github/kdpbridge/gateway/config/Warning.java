package io.github.kdpbridge.gateway.config;

import java.util.Objects;

/**
 * A setting that is allowed and perhaps not intended.
 *
 * @param setting the path of the setting: {@code gateway.listen}
 * @param text the consequence
 * @param advice the remedy
 */
public record Warning(String setting, String text, String advice) {
    /** Checks that all is there. */
    public Warning {
        Objects.requireNonNull(setting, "setting");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(advice, "advice");
    }

    /** Returns all of it in one line. */
    @Override
    public String toString() {
        return setting + ": " + text + ". " + advice;
    }
}
