package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/** A customer with its details. Details without a name here are in {@link #getUnknownFields}. */
public final class Gen1Customer extends Gen1Object {
    private @Nullable String customerId;

    private @Nullable String customerName;

    private @Nullable String country;

    private @Nullable String state;

    /** Creates one without content. */
    public Gen1Customer() {}

    /** Returns the customer (assumed), or null if there is none. */
    public @Nullable String getCustomerId() {
        return customerId;
    }

    /** Sets the customer (assumed). */
    public void setCustomerId(@Nullable String customerId) {
        this.customerId = customerId;
    }

    /** Returns the name (assumed), or null if there is none. */
    public @Nullable String getCustomerName() {
        return customerName;
    }

    /** Sets the name (assumed). */
    public void setCustomerName(@Nullable String customerName) {
        this.customerName = customerName;
    }

    /** Returns the country (assumed), or null if there is none. */
    public @Nullable String getCountry() {
        return country;
    }

    /** Sets the country (assumed). */
    public void setCountry(@Nullable String country) {
        this.country = country;
    }

    /** Returns the state (assumed), or null if there is none. */
    public @Nullable String getState() {
        return state;
    }

    /** Sets the state (assumed). */
    public void setState(@Nullable String state) {
        this.state = state;
    }

    /** Returns the customer. */
    @Override
    public String toString() {
        return "Gen1Customer[" + customerId + "]";
    }
}
