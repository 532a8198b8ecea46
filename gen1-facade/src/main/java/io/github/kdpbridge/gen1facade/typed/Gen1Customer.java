package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/** A customer with its details; {@link #getUnknownFields} has the others. */
public final class Gen1Customer extends Gen1Object {
    private @Nullable String name;

    private @Nullable String customerId;

    public Gen1Customer() {}

    /** Returns the name (assumed); null if absent. */
    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    /** Returns the customer (assumed); null if absent. */
    public @Nullable String getCustomerId() {
        return customerId;
    }

    public void setCustomerId(@Nullable String customerId) {
        this.customerId = customerId;
    }

    /** Returns the customer. */
    @Override
    public String toString() {
        return "Gen1Customer[" + customerId + "]";
    }
}
