package io.github.kdpbridge.simulator.portal;

/** A generation of the API: the two judge alike but for a few rules. */
public enum Generation {
    /** Generation 1. */
    ONE("gen1"),
    /** Generation 2. */
    TWO("gen2");

    private final String label;

    Generation(String label) {
        this.label = label;
    }

    /** Its name in the log of requests and in the control API. */
    public String label() {
        return label;
    }

    /** The other one. */
    Generation other() {
        return this == ONE ? TWO : ONE;
    }

    /**
     * The answer of a list for a page: beyond the end, generation 1 has an empty page (assumed) and generation 2 an
     * error (documented).
     */
    public <T> Page<T> shown(Page<T> page) throws Refused {
        if (!page.isBeyondEnd()) {
            return page;
        }
        if (this == ONE) {
            return page.emptied();
        }
        throw Refused.of(Condition.PAGE_OUT_OF_BOUNDS, "pageNum");
    }
}
