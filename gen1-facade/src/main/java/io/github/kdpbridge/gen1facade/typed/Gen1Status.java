package io.github.kdpbridge.gen1facade.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The status of transactions, a page of them (observed). */
public final class Gen1Status extends Gen1Page {
    private List<Gen1Transaction> transactions = new ArrayList<>();

    public Gen1Status() {}

    /** Returns the transactions of this page; never null. */
    public List<Gen1Transaction> getTransactions() {
        return transactions;
    }

    public void setTransactions(List<Gen1Transaction> transactions) {
        this.transactions = Objects.requireNonNull(transactions, "transactions");
    }

    /** Returns the page and the number of transactions on it. */
    @Override
    public String toString() {
        return "Gen1Status[page " + getPageNum() + ", " + transactions.size() + " of " + getTotalCount() + "]";
    }
}
