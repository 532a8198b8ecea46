package io.github.kdpbridge.gateway.config;

import java.util.Objects;

/**
 * What a configuration may say, and perhaps nobody meant.
 *
 * @param setting the path of the setting: {@code gateway.listen}
 * @param text what it leads to
 * @param advice what to do about it
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
