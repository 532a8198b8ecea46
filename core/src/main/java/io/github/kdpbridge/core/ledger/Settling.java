package io.github.kdpbridge.core.ledger;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.error.KdpException;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of an attempt to settle the writes of which nobody knew what became of them.
 *
 * @param settled how many are settled
 * @param postponed how many remain for the next attempt: the service cannot be reached, or somebody may work on them
 * @param troubles why others are not settled, and why some are postponed; copied
 */
public record Settling(int settled, int postponed, List<KdpException> troubles) {
    /** Copies the list. */
    public Settling {
        troubles = ImmutableList.copyOf(troubles);
    }

    /** Returns whether nothing remains for the next attempt but what the service refuses to speak of. */
    public boolean isComplete() {
        return postponed == 0;
    }

    /** What came of one write. */
    enum Step {
        /** It is known what became of it. */
        SETTLED,
        /** It is a write in steps, and for one of them that is not known; that one is counted. */
        WAITING,
        /** Somebody may work on it. */
        BUSY
    }

    /** Counts as it goes. */
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

        /** A service that refuses to speak of one write may speak of the next; one that is silent will be so again. */
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
