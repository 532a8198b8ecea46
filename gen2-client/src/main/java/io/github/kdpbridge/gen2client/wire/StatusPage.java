package io.github.kdpbridge.gen2client.wire;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.serviceclient.http.Exchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of the service's answer to a status request; {@link StatusSearch} searches it. */
public final class StatusPage {
    private final Exchange exchange;
    private final List<StatusDto> transactions;
    private final @Nullable Long totalCount;
    private final @Nullable Long totalPages;
    private final boolean bare;

    private StatusPage(
            Exchange exchange,
            List<StatusDto> transactions,
            @Nullable Long totalCount,
            @Nullable Long totalPages,
            boolean bare) {
        this.exchange = exchange;
        this.transactions = ImmutableList.copyOf(transactions);
        this.totalCount = totalCount;
        this.totalPages = totalPages;
        this.bare = bare;
    }

    static StatusPage of(StatusDto answer, Exchange exchange) {
        if (answer.page() != null && answer.transactions() != null) {
            throw exchange.notUnderstood("it has transactions both beside and in devices");
        }
        List<StatusDto> all = answer.all();
        if (all == null) {
            throw exchange.notUnderstood("it holds no transactions");
        }
        StatusDto numbers = answer.numbers();
        if (answer.page() != null && numbers.verdict().error() != null) {
            throw exchange.notUnderstood("its page of transactions has an error code");
        }
        if (all.stream().map(StatusDto::transactionId).anyMatch(Strings::isNullOrEmpty)) {
            throw exchange.notUnderstood("a transaction has no transactionId");
        }
        boolean bare = answer.page() == null && answer.transactions() == null && !all.isEmpty();
        return new StatusPage(exchange, all, numbers.totalCount(), numbers.totalPages(), bare);
    }

    /** Returns an empty page, for behind the end. */
    static StatusPage empty(Exchange exchange) {
        return new StatusPage(exchange, List.of(), 0L, 0L, false);
    }

    /** Returns whether it is a single transaction without a page (documented in one place). */
    boolean isBare() {
        return bare;
    }

    Exchange exchange() {
        return exchange;
    }

    List<StatusDto> transactions() {
        return transactions;
    }

    List<StatusDto> of(TransactionId transaction) {
        return transactions.stream()
                .filter(each -> transaction.value().equals(each.transactionId()))
                .collect(ImmutableList.toImmutableList());
    }

    boolean hasOthersThan(TransactionId transaction) {
        return of(transaction).size() < transactions.size();
    }

    /** Returns whether the service reports the number of pages or transactions. */
    boolean hasTotals() {
        return totalPages != null || totalCount != null;
    }

    /** Returns whether its last transaction is this one, which the next page may continue. */
    boolean endsWith(TransactionId transaction) {
        return !transactions.isEmpty()
                && transaction
                        .value()
                        .equals(transactions.get(transactions.size() - 1).transactionId());
    }

    /** Returns whether the page is empty although its totals are not. */
    boolean contradictsItself() {
        return transactions.isEmpty() && totalCount != null && totalCount > 0;
    }

    /**
     * Returns whether there are more pages. The number of pages comes first, because the total count is not always that
     * of transactions (documented).
     *
     * @param number the number of this page, from 0
     * @param seen the number of transactions so far
     * @param otherwise the result if the service reports no totals
     */
    boolean hasNext(int number, long seen, boolean otherwise) {
        if (bare || transactions.isEmpty()) {
            return false;
        }
        if (totalPages != null) {
            return number + 1L < totalPages;
        }
        return totalCount == null ? otherwise : seen < totalCount;
    }
}
