package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.WriteRequest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A write in the ledger. Two writes with the same transaction id and other content are two entries: which of them is
 * right, the service says.
 *
 * @param id names the write: in 32 hexadecimal digits its reseller and transaction, in 32 more all of its content and what
 *     it is a step of; each the first half of a SHA-256
 * @param reseller the account
 * @param request the write
 * @param origin the write that this one is a step of; null if a caller asked for it
 * @param outcome what became of it
 * @param since when it was last about to be sent, in whole milliseconds
 */
public record Entry(
        String id,
        ResellerId reseller,
        WriteRequest request,
        @Nullable Origin origin,
        Outcome outcome,
        Instant since) {
    /**
     * The write that another one is a step of.
     *
     * @param id the entry of that write
     * @param part which part of its devices this is, from 1; 0 if it is no part
     * @param parts how many parts there are; 0 if it has none
     */
    public record Origin(String id, int part, int parts) {
        /** Checks that there is an id. */
        public Origin {
            Objects.requireNonNull(id, "id");
        }
    }

    /** Checks what is required. */
    public Entry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(reseller, "reseller");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(since, "since");
    }

    /**
     * Returns the entry of a write that is about to be sent.
     *
     * @param origin the write that it is a step of; null if a caller asked for it
     * @param now when it is about to be sent
     */
    public static Entry of(ResellerId reseller, WriteRequest request, @Nullable Origin origin, Instant now) {
        return new Entry(
                ContentDigest.of(reseller, request, origin),
                reseller,
                request,
                origin,
                Outcome.open(),
                Instant.ofEpochMilli(now.toEpochMilli()));
    }

    /** Returns how the ids of all writes of a transaction begin, and no others: the first 32 digits. */
    public static String idsOf(ResellerId reseller, TransactionId transaction) {
        return ContentDigest.of(reseller, transaction);
    }

    /** Returns how the ids of all writes of the same content end, whatever their transactions: the last 32 digits. */
    public String content() {
        return id.substring(id.length() / 2);
    }

    /** Returns this entry with what became of it. */
    public Entry with(Outcome outcome) {
        return new Entry(id, reseller, request, origin, outcome, since);
    }

    /** Returns whether it is a part of a write that was too large. */
    public boolean isPart() {
        return origin != null && origin.part() > 0;
    }

    /** Returns whether the service took it. */
    public boolean isAccepted() {
        return outcome instanceof Outcome.Accepted;
    }

    /** Returns whether it is not known what became of it. */
    public boolean isInDoubt() {
        return outcome instanceof Outcome.Open;
    }

    /** Returns the write and its outcome, never a device. */
    @Override
    public String toString() {
        return "Entry[" + reseller + " " + request.label() + " "
                + outcome.getClass().getSimpleName() + "]";
    }
}
