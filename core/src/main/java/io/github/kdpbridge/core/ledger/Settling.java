package io.github.kdpbridge.core.ledger;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.error.KdpException;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of settling abandoned writes.
 *
 * @param settled the number of settled writes
 * @param postponed the number of writes left for the next time: the service is unreachable, or another caller may hold them
 * @param troubles why other writes are not settled, and why some are postponed; copied
 */
public record Settling(int settled, int postponed, List<KdpException> troubles) {
    /** Copies the list. */
    public Settling {
        troubles = ImmutableList.copyOf(troubles);
    }

    /** Returns whether only writes remain whose status the service refuses. */
    public boolean isComplete() {
        return postponed == 0;
    }

    /** The result for one write. */
    enum Step {
        /** Its outcome is known. */
        SETTLED,
        /** The outcome of one of its steps is unknown, and that step is counted. */
        WAITING,
        /** Another caller may hold it. */
        BUSY
    }

    /** Counts the results. */
    static final class Count {
        private int settled;
        private int postponed;
        private boolean inTrouble;
        private final List<KdpException> troubles = new ArrayList<>();

        boolean isInTrouble() {
            return inTrouble;
        }

        void add(Step step) {
            if (step == Step.SETTLED) {
                settled++;
            } else if (step == Step.BUSY) {
                postponed++;
            }
        }

        void postpone() {
            postponed++;
        }

        /** A refused status says nothing of the next one; an unreachable service will not answer the next one either. */
        void failed(KdpException trouble, boolean refused) {
            troubles.add(trouble);
            if (!refused) {
                postponed++;
                inTrouble = true;
            }
        }

        Settling result() {
            return new Settling(settled, postponed, troubles);
        }
    }
}
