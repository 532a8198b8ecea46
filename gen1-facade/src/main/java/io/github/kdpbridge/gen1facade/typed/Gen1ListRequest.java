package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/** The question for a list of customers or resellers (assumed). A field that is null is not sent. */
public final class Gen1ListRequest {
    private @Nullable String resellerId;

    private @Nullable String customerId;

    private @Nullable Integer pageNum;

    private @Nullable Integer pageSize;

    /** Creates one without content. */
    public Gen1ListRequest() {}

    /** Returns the account that owns the key, required, or null if there is none. */
    public @Nullable String getResellerId() {
        return resellerId;
    }

    /** Sets the account that owns the key, required. */
    public void setResellerId(@Nullable String resellerId) {
        this.resellerId = resellerId;
    }

    /** Returns the only customer to list, or null if there is none. */
    public @Nullable String getCustomerId() {
        return customerId;
    }

    /** Sets the only customer to list. */
    public void setCustomerId(@Nullable String customerId) {
        this.customerId = customerId;
    }

    /** Returns the page, from 0; the service gives the first one if there is none, or null if there is none. */
    public @Nullable Integer getPageNum() {
        return pageNum;
    }

    /** Sets the page, from 0; the service gives the first one if there is none. */
    public void setPageNum(@Nullable Integer pageNum) {
        this.pageNum = pageNum;
    }

    /** Returns the most items on a page, or null if there is none. */
    public @Nullable Integer getPageSize() {
        return pageSize;
    }

    /** Sets the most items on a page. */
    public void setPageSize(@Nullable Integer pageSize) {
        this.pageSize = pageSize;
    }

    /** Returns the account and the page. */
    @Override
    public String toString() {
        return "Gen1ListRequest[" + resellerId + ", page " + pageNum + "]";
    }
}
