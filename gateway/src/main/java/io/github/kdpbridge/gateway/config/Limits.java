package io.github.kdpbridge.gateway.config;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.kdpbridge.gateway.settings.Setting;
import io.github.kdpbridge.gateway.settings.Values;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a gateway sets to its callers. {@link GatewaySettings} has a row for each, with its default.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class Limits {
    private static final Limits STANDARD = new Limits(Values.standard());

    private final Values values;

    private Limits(Values values) {
        this.values = values;
    }

    /** Takes the limits among the values of a configuration. */
    static Limits of(Values values) {
        return new Limits(values.below(GatewaySettings.LIMITS));
    }

    /** Returns the defaults. */
    public static Limits standard() {
        return STANDARD;
    }

    /** Returns a limit. */
    public <T> T get(Setting<T> limit) {
        return values.get(limit);
    }

    /**
     * Returns these limits with another value.
     *
     * @throws IllegalArgumentException if the setting is no limit, or the value is out of its range
     */
    public <T> Limits with(Setting<T> limit, T value) {
        checkArgument(Values.isIn(GatewaySettings.LIMITS, limit), "%s is no limit", limit.path());
        return new Limits(values.with(limit, limit.checked(value)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Limits limits && values.equals(limits.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
