package io.github.kdpbridge.spring;

import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A property has a value with which nothing can be started. The message is one line, names the property, and has no secret. */
public final class KdpConfigurationException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** A placeholder that Spring could not replace. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[\\w.-]+}");

    private final String action;

    /**
     * Creates the exception.
     *
     * @param property the name of the property
     * @param why what is wrong with it, as the rest of a sentence
     * @param action what to do about it
     */
    public KdpConfigurationException(String property, String why, String action) {
        this(property, why, action, null);
    }

    private KdpConfigurationException(String property, String why, String action, @Nullable Throwable cause) {
        super(property + " " + why, cause);
        this.action = Objects.requireNonNull(action, "action");
    }

    /** Returns what to do about it. */
    public String action() {
        return action;
    }

    /** Does work that refuses a bad value of a property, and names the property then. */
    static <T> T naming(String property, Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new KdpConfigurationException(
                    property, "cannot be used: " + e.getMessage(), "Correct " + property + ".", e);
        }
    }

    /** Returns the value of a property that must be there. */
    static String required(String property, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new KdpConfigurationException(property, "is not set", "Set " + property + ".");
        }
        Matcher reference = REFERENCE.matcher(value);
        if (reference.find()) {
            throw unset(property, reference.group());
        }
        return value;
    }

    /** Returns a secret that must be there. Only one that is a reference as a whole is taken for one: others may be part of it. */
    static String secret(String property, @Nullable String value) {
        if (value != null && !REFERENCE.matcher(value).matches() && !value.isBlank()) {
            return value;
        }
        return required(property, value);
    }

    private static KdpConfigurationException unset(String property, String reference) {
        return new KdpConfigurationException(
                property,
                "refers to " + reference + ", which is not set",
                "Set that variable, or " + property + " itself.");
    }
}
