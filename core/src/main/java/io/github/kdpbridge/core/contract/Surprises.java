package io.github.kdpbridge.core.contract;

/**
 * Is told when the service shows that an {@link Assumption} does not hold, on the thread that read the answer. It must
 * return soon and must not throw.
 */
@FunctionalInterface
public interface Surprises {
    /**
     * The sign of an assumption was seen.
     *
     * @param assumption the assumption
     * @param seen what was seen, in words: a code, a name, an HTTP status or a JSON path; never an identifier or a secret
     */
    void seen(Assumption assumption, String seen);

    /** Returns the one that ignores everything. */
    static Surprises ignored() {
        return (assumption, seen) -> {};
    }
}
