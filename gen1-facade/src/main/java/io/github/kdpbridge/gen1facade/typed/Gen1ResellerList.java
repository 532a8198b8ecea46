package io.github.kdpbridge.gen1facade.typed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Resellers, a page of them (documented). */
public final class Gen1ResellerList extends Gen1Page {
    private List<Gen1Reseller> resellers = new ArrayList<>();

    public Gen1ResellerList() {}

    /** Returns the resellers of this page; never null. */
    public List<Gen1Reseller> getResellers() {
        return resellers;
    }

    public void setResellers(List<Gen1Reseller> resellers) {
        this.resellers = Objects.requireNonNull(resellers, "resellers");
    }

    /** Returns the page and the number of resellers on it. */
    @Override
    public String toString() {
        return "Gen1ResellerList[page " + getPageNum() + ", " + resellers.size() + " of " + getTotalCount() + "]";
    }
}
