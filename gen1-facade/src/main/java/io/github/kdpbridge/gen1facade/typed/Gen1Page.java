package io.github.kdpbridge.gen1facade.typed;

import org.jspecify.annotations.Nullable;

/** A page of a list. */
public abstract class Gen1Page extends Gen1Object {
    private @Nullable Long totalCount;
    private @Nullable Long totalPage;
    private @Nullable Long pageNum;

    Gen1Page() {}

    /** Returns the number of items on all pages; null if absent (documented). */
    public @Nullable Long getTotalCount() {
        return totalCount;
    }

    public void setTotalCount(@Nullable Long totalCount) {
        this.totalCount = totalCount;
    }

    /** Returns the number of pages; null if absent (documented for devices, observed for transactions). */
    public @Nullable Long getTotalPage() {
        return totalPage;
    }

    public void setTotalPage(@Nullable Long totalPage) {
        this.totalPage = totalPage;
    }

    /** Returns the number of this page, from 0; null if absent (documented). */
    public @Nullable Long getPageNum() {
        return pageNum;
    }

    public void setPageNum(@Nullable Long pageNum) {
        this.pageNum = pageNum;
    }
}
