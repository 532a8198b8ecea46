package io.github.kdpbridge.core.migration;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.WriteRequest;
import org.jspecify.annotations.Nullable;

/** What a reseller's migration moves as one. */
public enum UnitKind {
    /** All requests for a customer. */
    CUSTOMER,
    /** All requests of a downstream reseller. */
    VENDOR,
    /** All requests of the account. */
    ACCOUNT;

    /**
     * Returns the unit of a request. One that names neither customer nor vendor, as needed, belongs to the account's own
     * unit.
     *
     * @param customer the request's customer; null if it names none
     * @param vendor the request's vendor; null if it names none
     */
    public Unit unit(ResellerId reseller, @Nullable CustomerId customer, @Nullable VendorId vendor) {
        return switch (this) {
            case CUSTOMER -> customer == null ? Unit.account(reseller) : new Unit(reseller, this, customer.value());
            case VENDOR -> vendor == null ? Unit.account(reseller) : new Unit(reseller, this, vendor.value());
            case ACCOUNT -> Unit.account(reseller);
        };
    }

    /** Returns the unit of a request: its own, or the account's if it names neither customer nor vendor, as needed. */
    public Unit unit(ResellerId reseller, Request<?> request) {
        if (request instanceof WriteRequest write) {
            return unit(reseller, write.customer(), write.vendor());
        }
        if (request instanceof DeviceQuery devices) {
            return unit(reseller, devices.customer(), devices.vendor());
        }
        if (request instanceof TransactionsQuery transactions) {
            return unit(reseller, transactions.customer(), transactions.vendor());
        }
        return Unit.account(reseller);
    }
}
