package io.github.kdpbridge.core;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Registers devices with the customer that bought them.
 *
 * @param transaction the caller's own name of this upload, unique for the reseller
 * @param customer the customer that bought the devices
 * @param vendor the downstream reseller of a two-tier sale; null in a single-tier one
 * @param devices the devices
 * @param orderNo the caller's order number; null if none (generation 2, observed)
 * @param orderTime when the order was placed, in whole seconds; null if none (generation 2, observed)
 * @param targetService the Knox service to enrol the devices in; null for the account's default (documented)
 * @param profileAliases profiles to assign to the devices; empty if none (documented, July 2020)
 */
public record UploadRequest(
        TransactionId transaction,
        CustomerId customer,
        @Nullable VendorId vendor,
        Devices devices,
        @Nullable String orderNo,
        @Nullable Instant orderTime,
        @Nullable String targetService,
        List<ProfileAlias> profileAliases)
        implements DeviceWrite {

    public UploadRequest {
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(devices, "devices");
        profileAliases = ImmutableList.copyOf(profileAliases);
    }

    /** Starts a request for this customer under this transaction id. */
    public static Builder builder(CustomerId customer, TransactionId transaction) {
        return new Builder(customer, transaction);
    }

    @Override
    public Operation<UploadRequest, Receipt> operation() {
        return Operation.UPLOAD;
    }

    @Override
    public TransactionType type() {
        return TransactionType.UPLOAD;
    }

    @Override
    public UploadRequest with(TransactionId transaction, Devices devices) {
        return new UploadRequest(
                transaction, customer, vendor, devices, orderNo, orderTime, targetService, profileAliases);
    }

    /**
     * Returns the number and kind of devices, the transaction and the customer, never a device:
     * {@code upload 7 of 3 x IMEI for 12}.
     */
    @Override
    public String toString() {
        return label() + " of " + devices + " for " + customer;
    }

    /** Collects the parts of an {@link UploadRequest}; not safe for several threads. */
    public static final class Builder {
        private final CustomerId customer;
        private final TransactionId transaction;
        private @Nullable VendorId vendor;
        private @Nullable Devices devices;
        private @Nullable String orderNo;
        private @Nullable Instant orderTime;
        private @Nullable String targetService;
        private List<ProfileAlias> profileAliases = List.of();

        private Builder(CustomerId customer, TransactionId transaction) {
            this.customer = Objects.requireNonNull(customer, "customer");
            this.transaction = Objects.requireNonNull(transaction, "transaction");
        }

        /** The devices; replaces earlier ones. */
        @CanIgnoreReturnValue
        public Builder devices(Devices devices) {
            this.devices = Objects.requireNonNull(devices, "devices");
            return this;
        }

        /**
         * The devices, which are all of one kind; replaces earlier ones.
         *
         * @throws IllegalArgumentException if there are none, or if they are of several kinds
         */
        @CanIgnoreReturnValue
        public Builder devices(List<DeviceId> devices) {
            return devices(Devices.of(devices));
        }

        /** The devices, by IMEI; replaces earlier ones. */
        @CanIgnoreReturnValue
        public Builder imeis(List<String> imeis) {
            return devices(Devices.imeis(imeis));
        }

        /** The devices, by MEID; replaces earlier ones. */
        @CanIgnoreReturnValue
        public Builder meids(List<String> meids) {
            return devices(Devices.meids(meids));
        }

        /** The devices, by serial number; replaces earlier ones. */
        @CanIgnoreReturnValue
        public Builder serialNumbers(List<String> serialNumbers) {
            return devices(Devices.serialNumbers(serialNumbers));
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

        /**
         * Returns the request.
         *
         * @throws IllegalStateException if no devices were set
         */
        public UploadRequest build() {
            checkState(
                    devices != null,
                    "upload %s has no devices: call devices, imeis, meids or serialNumbers",
                    transaction);
            return new UploadRequest(
                    transaction, customer, vendor, devices, orderNo, orderTime, targetService, profileAliases);
        }
    }
}
