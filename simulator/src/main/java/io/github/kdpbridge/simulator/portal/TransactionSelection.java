package io.github.kdpbridge.simulator.portal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions of a reseller are asked for.
 *
 * @param transactionId the one transaction, or null for all
 * @param customerId the customer they are for, or null for all
 * @param vendorId the downstream reseller they are for, or null for all
 * @param lag how long after its acceptance a transaction is not there yet
 */
public record TransactionSelection(
        String resellerId,
        @Nullable String transactionId,
        @Nullable String customerId,
        @Nullable String vendorId,
        Duration lag) {
    boolean includes(Transaction transaction, Instant now) {
        Submission.Parties parties = transaction.parties();
        return parties.resellerId().equals(resellerId)
                && (transactionId == null || transactionId.equals(transaction.id()))
                && (customerId == null || customerId.equals(parties.customerId()))
                && (vendorId == null || vendorId.equals(parties.vendorId()))
                && !now.isBefore(transaction.acceptedAt().plus(lag));
    }
}
