package io.github.kdpbridge.gen1facade.wire;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.Identifiers;
import io.github.kdpbridge.core.ProfileAlias;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an upload or a deletion, field by field as the caller sent it. A field that is absent, null or an empty
 * string is null.
 *
 * @param transactionId chosen by the caller, required (documented)
 * @param resellerId required (documented)
 * @param customerId required (documented)
 * @param vendorId two-tier only (documented)
 * @param transactionType {@code New} or {@code Delete} (documented, observed)
 * @param deviceType {@code devices.type}
 * @param devices {@code devices.list}
 * @param removeTransactionId deletion only, in place of the devices (observed)
 * @param orderNo passed on (documented)
 * @param orderTime in epoch seconds, passed on (documented)
 * @param targetService a field of generation 2, passed on (assumed)
 * @param profileAliases a field of generation 2 that generation 1 does not support (documented), passed on all the same;
 *     empty if absent
 */
public record WriteDto(
        @Nullable String transactionId,
        @Nullable String resellerId,
        @Nullable String customerId,
        @Nullable String vendorId,
        @Nullable String transactionType,
        @Nullable String deviceType,
        @Nullable Identifiers devices,
        @Nullable String removeTransactionId,
        @Nullable String orderNo,
        @Nullable Long orderTime,
        @Nullable String targetService,
        List<ProfileAlias> profileAliases) {
    /** Copies the list. */
    public WriteDto {
        profileAliases = ImmutableList.copyOf(profileAliases);
    }

    /** Returns the transaction and the number of devices, never the devices. */
    @Override
    public String toString() {
        return "WriteDto[" + transactionId + ", " + Count.of(devices == null ? 0 : devices.size(), "device") + "]";
    }
}
