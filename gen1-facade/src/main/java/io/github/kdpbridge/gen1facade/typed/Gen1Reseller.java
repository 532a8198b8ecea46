package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/** A reseller with its details. Details without a name here are in {@link #getUnknownFields}. */
public final class Gen1Reseller extends Gen1Object {
    private @Nullable String name;

    private @Nullable String resellerId;

    /** Creates one without content. */
    public Gen1Reseller() {}

    /** Returns the name (assumed), or null if there is none. */
    public @Nullable String getName() {
        return name;
    }

    /** Sets the name (assumed). */
    public void setName(@Nullable String name) {
        this.name = name;
    }

    /** Returns the reseller (assumed), or null if there is none. */
    public @Nullable String getResellerId() {
        return resellerId;
    }

    /** Sets the reseller (assumed). */
    public void setResellerId(@Nullable String resellerId) {
        this.resellerId = resellerId;
    }

    /** Returns the reseller. */
    @Override
    public String toString() {
        return "Gen1Reseller[" + resellerId + "]";
    }
}
