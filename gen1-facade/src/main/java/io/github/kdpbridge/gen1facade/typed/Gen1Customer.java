package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/** A customer with its details. Details without a name here are in {@link #getUnknownFields}. */
public final class Gen1Customer extends Gen1Object {
    private @Nullable String name;

    private @Nullable String customerId;

    /** Creates one without content. */
    public Gen1Customer() {}

    /** Returns the name (assumed), or null if there is none. */
    public @Nullable String getName() {
        return name;
    }

    /** Sets the name (assumed). */
    public void setName(@Nullable String name) {
        this.name = name;
    }

    /** Returns the customer (assumed), or null if there is none. */
    public @Nullable String getCustomerId() {
        return customerId;
    }

    /** Sets the customer (assumed). */
    public void setCustomerId(@Nullable String customerId) {
        this.customerId = customerId;
    }

    /** Returns the customer. */
    @Override
    public String toString() {
        return "Gen1Customer[" + customerId + "]";
    }
}
