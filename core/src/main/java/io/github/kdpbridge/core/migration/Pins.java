package io.github.kdpbridge.core.migration;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells operators on which side a transaction is, and why.
 *
 * @param reseller the account
 * @param ledger its ledger
 */
public record Pins(ResellerId reseller, Ledger ledger) {
    public Pins {
        Objects.requireNonNull(reseller, "reseller");
        Objects.requireNonNull(ledger, "ledger");
    }

    /**
     * Where a transaction is.
     *
     * @param transaction its id
     * @param side its generation; null if it was never used here
     * @param why what fixes the side, in words
     * @param writes its writes; copied
     */
    public record Place(String transaction, @Nullable Generation side, String why, List<Written> writes) {
        public Place {
            Objects.requireNonNull(transaction, "transaction");
            Objects.requireNonNull(why, "why");
            writes = ImmutableList.copyOf(writes);
        }
    }

    /**
     * A write of a transaction.
     *
     * @param kind what it does: {@code upload}, {@code delete} or {@code remove}
     * @param outcome what is known: {@code open}, {@code accepted}, {@code refused}, {@code absent} or {@code contested}
     * @param since when it was last sent
     */
    public record Written(String kind, String outcome, Instant since) {
        private static Written of(Entry entry) {
            return new Written(
                    entry.request().operation().name(),
                    entry.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT),
                    entry.since());
        }
    }

    /** Returns where a transaction is. */
    public Place of(TransactionId transaction) {
        Generation side = ledger.sideOf(reseller, transaction).orElse(null);
        List<Written> writes = ledger.writes(reseller, transaction).stream()
                .filter(entry -> entry.origin() == null)
                .map(Written::of)
                .toList();
        return new Place(transaction.value(), side, why(side, writes), writes);
    }

    private static String why(@Nullable Generation side, List<Written> writes) {
        if (side == null) {
            return "never used here; its status is asked on the account's side first";
        }
        return writes.isEmpty()
                ? "pinned by its name: used or found there, forgotten since, or moved by hand"
                : "pinned by the claim of its write";
    }

    /**
     * Moves a transaction to the other side by hand, for the case that its own side is gone for good. Nothing is sent.
     *
     * @param isUnknown whether it is pinned although nothing is known of it: it was used before the gateway was there
     * @throws MoveRefusedException if it is there already, its write is under way, or nothing is known of it
     */
    public Place repin(TransactionId transaction, Generation side, boolean isUnknown) {
        Place before = of(transaction);
        if (before.side() == null && !isUnknown) {
            throw new MoveRefusedException(
                    Reason.UNKNOWN,
                    "transaction %s is not known here; check its id, or ask for its status through the gateway; --unknown pins it all the same"
                            .formatted(transaction));
        }
        if (before.side() == side) {
            throw new MoveRefusedException(
                    Reason.ILLEGAL, "transaction %s is on %s already".formatted(transaction, side));
        }
        if (!ledger.repin(reseller, transaction, side)) {
            throw new MoveRefusedException(
                    Reason.RUNNING,
                    "transaction %s is not moved: its write is under way; try again when it has ended"
                            .formatted(transaction));
        }
        return of(transaction);
    }
}
