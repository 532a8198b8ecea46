package io.github.kdpbridge.gen2client.wire;

import io.github.kdpbridge.core.Identifiers;
import io.github.kdpbridge.core.ProfileAlias;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of an upload or a deletion; null fields are left out. */
public record DevicesDto(
        String transactionId,
        String resellerId,
        String customerId,
        @Nullable String vendorId,
        @Nullable String type,
        @Nullable Identifiers devices,
        @Nullable String removeTransactionId,
        @Nullable String orderNo,
        @Nullable Long orderTime,
        @Nullable String targetService,
        @Nullable List<ProfileAlias> profileAliases) {
    DevicesDto with(Identifiers devices) {
        return new DevicesDto(
                transactionId,
                resellerId,
                customerId,
                vendorId,
                type,
                devices,
                removeTransactionId,
                orderNo,
                orderTime,
                targetService,
                profileAliases);
    }
}
