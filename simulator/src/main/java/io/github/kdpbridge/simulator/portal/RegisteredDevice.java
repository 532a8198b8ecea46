package io.github.kdpbridge.simulator.portal;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.simulator.world.DeviceType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device that is registered in the simulated portal.
 *
 * @param id its identifier, as it was uploaded
 * @param resellerId the reseller that uploaded it
 * @param vendorId the downstream reseller of a two-tier upload, or null
 * @param transactionId the upload that registered it
 * @param createTime the registration, by the simulator's clock
 * @param profileAliases the KME profiles of the upload; empty when none
 * @param generation the generation of the upload that registered it, or null when it was there without a request
 * @param shared whether the other generation has it too
 */
public record RegisteredDevice(
        DeviceType type,
        String id,
        String resellerId,
        String customerId,
        @Nullable String vendorId,
        String transactionId,
        Instant createTime,
        List<String> profileAliases,
        @Nullable Generation generation,
        boolean shared) {
    public RegisteredDevice {
        requireNonNull(type, "type");
        requireNonNull(id, "id");
        requireNonNull(resellerId, "resellerId");
        requireNonNull(customerId, "customerId");
        requireNonNull(transactionId, "transactionId");
        requireNonNull(createTime, "createTime");
        profileAliases = List.copyOf(profileAliases);
    }

    /** Whether a generation has it. */
    boolean isOn(Generation side) {
        return shared || side == generation;
    }
}
