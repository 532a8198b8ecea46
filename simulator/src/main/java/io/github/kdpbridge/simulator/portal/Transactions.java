package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.world.Dialect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The accepted transactions, in the order of acceptance. The dialect decides whether the generations share their names,
 * and whether each shows those of the other. Not thread-safe.
 */
final class Transactions {
    private final Map<Key, Transaction> transactions = new LinkedHashMap<>();

    /** A transaction of a generation; both may use one name. */
    private record Key(Generation generation, String resellerId, String id) {}

    void add(Transaction transaction) {
        transactions.put(
                new Key(transaction.generation(), transaction.parties().resellerId(), transaction.id()), transaction);
    }

    /** Whether a generation refuses a name because it was used before. */
    boolean isUsed(Generation generation, String resellerId, String id, Dialect rules) {
        return find(generation, resellerId, id) != null
                || (rules.get(Dialect.NAMES_SHARED) && find(generation.other(), resellerId, id) != null);
    }

    /** The transaction that a generation shows under a name: its own one first. */
    @Nullable Transaction shown(Generation generation, String resellerId, String id, Dialect rules) {
        Transaction own = find(generation, resellerId, id);
        return own == null && rules.get(Dialect.TRANSACTIONS_SHARED) ? find(generation.other(), resellerId, id) : own;
    }

    /** All transactions that a generation shows. */
    Stream<Transaction> shown(Generation generation, Dialect rules) {
        boolean shared = rules.get(Dialect.TRANSACTIONS_SHARED);
        return transactions.values().stream().filter(it -> shared || it.generation() == generation);
    }

    /** The upload that registered a device, or null when no request did. */
    @Nullable Transaction uploadOf(RegisteredDevice device) {
        Generation generation = device.generation();
        return generation == null ? null : find(generation, device.resellerId(), device.transactionId());
    }

    List<AcceptedTransaction> accepted() {
        return transactions.values().stream().map(AcceptedTransaction::of).toList();
    }

    void clear() {
        transactions.clear();
    }

    private @Nullable Transaction find(Generation generation, String resellerId, String id) {
        return transactions.get(new Key(generation, resellerId, id));
    }
}
