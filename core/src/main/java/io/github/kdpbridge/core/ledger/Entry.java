package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Generation;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A write in the ledger. Two writes with one transaction id and different content are two entries; the service decides
 * between them.
 *
 * @param id 64 hexadecimal digits: 32 of the reseller and the transaction, and 32 of the content and the origin; each the
 *     first half of a SHA-256
 * @param reseller the account
 * @param request the write
 * @param origin the write that this one is a step of; null for a caller's own write
 * @param outcome its outcome
 * @param since when it was last about to be sent, in whole milliseconds
 * @param generation the side that it belongs to: fixed by its first claim, and the same for its repeats and steps
 */
public record Entry(
        String id,
        ResellerId reseller,
        WriteRequest request,
        @Nullable Origin origin,
        Outcome outcome,
        Instant since,
        Generation generation) {
    /**
     * The write that another one is a step of.
     *
     * @param id the entry of that write
     * @param part the number of the part, from 1; 0 if the step is no part
     * @param parts the number of parts; 0 if the step is no part
     */
    public record Origin(String id, int part, int parts) {
        public Origin {
            Objects.requireNonNull(id, "id");
        }
    }

    public Entry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(reseller, "reseller");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(generation, "generation");
    }

    /**
     * Returns the entry of a write that is about to be sent; to generation 2, unless its claim says otherwise.
     *
     * @param origin the write that it is a step of; null for a caller's own write
     * @param now the time
     */
    public static Entry of(ResellerId reseller, WriteRequest request, @Nullable Origin origin, Instant now) {
        return new Entry(
                ContentDigest.of(reseller, request, origin),
                reseller,
                request,
                origin,
                Outcome.open(),
                Instant.ofEpochMilli(now.toEpochMilli()),
                Generation.GEN2);
    }

    /** Returns the first 32 digits of the ids of a transaction's writes, and of no others. */
    public static String idsOf(ResellerId reseller, TransactionId transaction) {
        return ContentDigest.of(reseller, transaction);
    }

    /** Returns the first 32 digits of the id, which all writes of the transaction share. */
    public String name() {
        return name(id);
    }

    /** Returns the name of the entry with this id. */
    static String name(String id) {
        return id.substring(0, id.length() / 2);
    }

    /** Returns the last 32 digits of the ids of all writes with this content, whatever their transactions. */
    public String content() {
        return id.substring(id.length() / 2);
    }

    /** Returns this entry with another outcome. */
    public Entry with(Outcome outcome) {
        return new Entry(id, reseller, request, origin, outcome, since, generation);
    }

    /** Returns this entry on another side. */
    public Entry on(Generation side) {
        return side == generation ? this : new Entry(id, reseller, request, origin, outcome, since, side);
    }

    /** Returns this entry, not sent earlier than another claim of it. */
    Entry sentAfter(Entry earlier) {
        return earlier.since.isAfter(since)
                ? new Entry(id, reseller, request, origin, outcome, earlier.since, generation)
                : this;
    }

    /** Returns whether it is a part of a write that was too large. */
    public boolean isPart() {
        return origin != null && origin.part() > 0;
    }

    /** Returns whether the service accepted it. */
    public boolean isAccepted() {
        return outcome instanceof Outcome.Accepted;
    }

    /** Returns whether its outcome is unknown. */
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
