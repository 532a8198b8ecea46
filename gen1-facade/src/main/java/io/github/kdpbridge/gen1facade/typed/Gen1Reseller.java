package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/** A reseller with its details. Details without a name here are in {@link #getUnknownFields}. */
public final class Gen1Reseller extends Gen1Object {
    private @Nullable String resellerId;

    private @Nullable String resellerName;

    private @Nullable String country;

    /** Creates one without content. */
    public Gen1Reseller() {}

    /** Returns the reseller (assumed), or null if there is none. */
    public @Nullable String getResellerId() {
        return resellerId;
    }

    /** Sets the reseller (assumed). */
    public void setResellerId(@Nullable String resellerId) {
        this.resellerId = resellerId;
    }

    /** Returns the name (assumed), or null if there is none. */
    public @Nullable String getResellerName() {
        return resellerName;
    }

    /** Sets the name (assumed). */
    public void setResellerName(@Nullable String resellerName) {
        this.resellerName = resellerName;
    }

    /** Returns the country (assumed), or null if there is none. */
    public @Nullable String getCountry() {
        return country;
    }

    /** Sets the country (assumed). */
    public void setCountry(@Nullable String country) {
        this.country = country;
    }

    /** Returns the reseller. */
    @Override
    public String toString() {
        return "Gen1Reseller[" + resellerId + "]";
    }
}
