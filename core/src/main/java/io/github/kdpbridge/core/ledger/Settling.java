package io.github.kdpbridge.core.ledger;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.error.KdpException;
import java.util.List;

/**
 * What came of an attempt to settle the writes of which nobody knew what became of them.
 *
 * @param settled how many are settled
 * @param refused why others are not: the service answered, but does not say; copied
 * @param postponed how many others were not answered for, because the service cannot be reached; they remain for the
 *     next attempt
 * @param troubles why they were not answered for; copied
 */
public record Settling(int settled, List<KdpException> refused, int postponed, List<KdpException> troubles) {
    /** Copies the lists. */
    public Settling {
        refused = ImmutableList.copyOf(refused);
        troubles = ImmutableList.copyOf(troubles);
    }

    /** Returns whether the service answered for each of them. */
    public boolean isComplete() {
        return postponed == 0;
    }
}
