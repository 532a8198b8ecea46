package io.github.kdpbridge.simulator.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upload or a delete as it was asked for: complete, but not judged yet.
 *
 * @param transactionType what it says it does, Gen1 only, or null
 * @param identifiers the devices, or null when {@code removeTransactionId} stands in their place
 * @param removeTransactionId the upload whose devices to delete, or null
 * @param orderNo the caller's order, or null
 * @param profiles the names of the KME profiles to assign; Gen2 only
 */
public record Submission(
        Generation generation,
        Kind kind,
        String transactionId,
        Parties parties,
        @Nullable String transactionType,
        @Nullable Identifiers identifiers,
        @Nullable String removeTransactionId,
        @Nullable String orderNo,
        List<String> profiles) {
    public Submission {
        profiles = List.copyOf(profiles);
    }

    /**
     * For whom a submission is.
     *
     * @param vendorId the downstream reseller, or null
     */
    public record Parties(
            String resellerId, String customerId, @Nullable String vendorId) {}

    /** The devices of a submission. */
    public record Identifiers(String typeField, String type, List<String> ids) {
        public Identifiers {
            ids = List.copyOf(ids);
        }
    }
}
