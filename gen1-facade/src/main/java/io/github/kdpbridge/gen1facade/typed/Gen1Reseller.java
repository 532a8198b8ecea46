package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/** A reseller with its details; {@link #getUnknownFields} has the others. */
public final class Gen1Reseller extends Gen1Object {
    private @Nullable String name;

    private @Nullable String resellerId;

    public Gen1Reseller() {}

    /** Returns the name (assumed); null if absent. */
    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    /** Returns the reseller (assumed); null if absent. */
    public @Nullable String getResellerId() {
        return resellerId;
    }

    public void setResellerId(@Nullable String resellerId) {
        this.resellerId = resellerId;
    }

    /** Returns the reseller. */
    @Override
    public String toString() {
        return "Gen1Reseller[" + resellerId + "]";
    }
}
