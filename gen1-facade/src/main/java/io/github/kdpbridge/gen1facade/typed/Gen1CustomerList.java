package io.github.kdpbridge.gen1facade.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Customers of the reseller, a page of them (documented). */
public final class Gen1CustomerList extends Gen1Page {
    private List<Gen1Customer> customers = new ArrayList<>();

    public Gen1CustomerList() {}

    /** Returns the customers of this page; never null. */
    public List<Gen1Customer> getCustomers() {
        return customers;
    }

    public void setCustomers(List<Gen1Customer> customers) {
        this.customers = Objects.requireNonNull(customers, "customers");
    }

    /** Returns the page and the number of customers on it. */
    @Override
    public String toString() {
        return "Gen1CustomerList[page " + getPageNum() + ", " + customers.size() + " of " + getTotalCount() + "]";
    }
}
