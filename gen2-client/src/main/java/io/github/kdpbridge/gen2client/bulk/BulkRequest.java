package io.github.kdpbridge.gen2client.bulk;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.ProfileAlias;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A registration of any number of devices with the customer that bought them: an {@link UploadRequest} without devices.
 *
 * @param transaction the caller's id of the whole upload; the ids of its requests begin with it
 * @param customer the customer that bought the devices
 * @param vendor the downstream reseller of a two-tier sale; null in a single-tier one
 * @param orderNo the caller's order number; null if none (documented)
 * @param orderTime when the order was placed, in whole seconds; null if none (documented)
 * @param targetService the Knox service to enrol the devices in; null for the account's default (documented)
 * @param profileAliases profiles to assign to the devices; empty if none (documented, July 2020)
 */
public record BulkRequest(
        TransactionId transaction,
        CustomerId customer,
        @Nullable VendorId vendor,
        @Nullable String orderNo,
        @Nullable Instant orderTime,
        @Nullable String targetService,
        List<ProfileAlias> profileAliases) {

    public BulkRequest {
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(customer, "customer");
        profileAliases = ImmutableList.copyOf(profileAliases);
    }

    /** Returns an upload in a single-tier sale, without options. */
    public static BulkRequest of(CustomerId customer, TransactionId transaction) {
        return builder(customer, transaction).build();
    }

    /** Starts an upload for this customer under this transaction id. */
    public static Builder builder(CustomerId customer, TransactionId transaction) {
        return new Builder(customer, transaction);
    }

    /** Returns one of the requests that this upload consists of. */
    UploadRequest part(TransactionId name, Devices devices) {
        return new UploadRequest(name, customer, vendor, devices, orderNo, orderTime, targetService, profileAliases);
    }

    /** Collects the parts of a {@link BulkRequest}; not safe for several threads. */
    public static final class Builder {
        private final CustomerId customer;
        private final TransactionId transaction;
        private @Nullable VendorId vendor;
        private @Nullable String orderNo;
        private @Nullable Instant orderTime;
        private @Nullable String targetService;
        private List<ProfileAlias> profileAliases = List.of();

        private Builder(CustomerId customer, TransactionId transaction) {
            this.customer = Objects.requireNonNull(customer, "customer");
            this.transaction = Objects.requireNonNull(transaction, "transaction");
        }

        /** The downstream reseller of a two-tier sale; null, the default, for a single-tier one. */
        @CanIgnoreReturnValue
        public Builder vendor(@Nullable VendorId vendor) {
            this.vendor = vendor;
            return this;
        }

        /** The caller's order number; null, the default, for none. */
        @CanIgnoreReturnValue
        public Builder orderNo(@Nullable String orderNo) {
            this.orderNo = orderNo;
            return this;
        }

        /** When the order was placed; sent in whole seconds; null, the default, for none. */
        @CanIgnoreReturnValue
        public Builder orderTime(@Nullable Instant orderTime) {
            this.orderTime = orderTime;
            return this;
        }

        /** The Knox service to enrol the devices in; null, the default, leaves the choice to the account. */
        @CanIgnoreReturnValue
        public Builder targetService(@Nullable String targetService) {
            this.targetService = targetService;
            return this;
        }

        /** The profiles to assign to the devices; none by default. */
        @CanIgnoreReturnValue
        public Builder profileAliases(List<ProfileAlias> profileAliases) {
            this.profileAliases = ImmutableList.copyOf(profileAliases);
            return this;
        }

        public BulkRequest build() {
            return new BulkRequest(transaction, customer, vendor, orderNo, orderTime, targetService, profileAliases);
        }
    }
}
