package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/** A page of a list. What the service did not count is null. */
public abstract class Gen1Page extends Gen1Object {
    private @Nullable Long totalCount;
    private @Nullable Long totalPage;
    private @Nullable Long pageNum;

    Gen1Page() {}

    /** Returns the number of items on all pages, or null if there is none (documented). */
    public @Nullable Long getTotalCount() {
        return totalCount;
    }

    /** Sets the number of items on all pages. */
    public void setTotalCount(@Nullable Long totalCount) {
        this.totalCount = totalCount;
    }

    /** Returns the number of pages, or null if there is none (documented for devices, observed for transactions). */
    public @Nullable Long getTotalPage() {
        return totalPage;
    }

    /** Sets the number of pages. */
    public void setTotalPage(@Nullable Long totalPage) {
        this.totalPage = totalPage;
    }

    /** Returns the number of this page, from 0, or null if there is none (documented). */
    public @Nullable Long getPageNum() {
        return pageNum;
    }

    /** Sets the number of this page. */
    public void setPageNum(@Nullable Long pageNum) {
        this.pageNum = pageNum;
    }
}
