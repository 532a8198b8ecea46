package io.github.kdpbridge.simulator.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upload or a delete as requested: complete, but not judged yet.
 *
 * @param transactionType the operation that a Gen1 body names, or null
 * @param identifiers the devices, or null when {@code removeTransactionId} stands in their place
 * @param removeTransactionId the upload to take back, or null
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
     * The account, customer and vendor of a submission.
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
