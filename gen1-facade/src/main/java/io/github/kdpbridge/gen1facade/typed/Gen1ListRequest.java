package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/** A request for a list of customers or resellers (assumed). A field that is null is not sent. */
public final class Gen1ListRequest {
    private @Nullable String resellerId;

    private @Nullable String customerId;

    private @Nullable Integer pageNum;

    private @Nullable Integer pageSize;

    public Gen1ListRequest() {}

    /** Returns the account that owns the key, required; null if not set. */
    public @Nullable String getResellerId() {
        return resellerId;
    }

    public void setResellerId(@Nullable String resellerId) {
        this.resellerId = resellerId;
    }

    /** Returns the only customer to list; null for all. */
    public @Nullable String getCustomerId() {
        return customerId;
    }

    public void setCustomerId(@Nullable String customerId) {
        this.customerId = customerId;
    }

    /** Returns the page, from 0; null, the default, for the first one. */
    public @Nullable Integer getPageNum() {
        return pageNum;
    }

    public void setPageNum(@Nullable Integer pageNum) {
        this.pageNum = pageNum;
    }

    /** Returns the most items on a page; null for the service's own choice. */
    public @Nullable Integer getPageSize() {
        return pageSize;
    }

    public void setPageSize(@Nullable Integer pageSize) {
        this.pageSize = pageSize;
    }

    /** Returns the account and the page. */
    @Override
    public String toString() {
        return "Gen1ListRequest[" + resellerId + ", page " + pageNum + "]";
    }
}
