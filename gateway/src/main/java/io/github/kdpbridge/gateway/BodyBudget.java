package io.github.kdpbridge.gateway;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies all requests together may hold at once. A body that was read costs several times its bytes
 * until it is answered, as devices and as the request to generation 2; so the share of the heap is small.
 */
final class BodyBudget {
    private static final int SHARE_OF_HEAP = 8;

    private final long total;
    private final AtomicLong taken = new AtomicLong();

    BodyBudget(long total) {
        this.total = total;
    }

    /** Returns an eighth of the heap. */
    static BodyBudget ofHeap() {
        return new BodyBudget(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    long total() {
        return total;
    }

    long taken() {
        return taken.get();
    }

    /** Starts what one request takes. */
    Share share() {
        return new Share();
    }

    /** What one request has taken; used by one thread at a time. */
    final class Share {
        private long bytes;

        /** Takes more, or nothing when there is not enough left. */
        boolean take(int more) {
            if (taken.addAndGet(more) > total) {
                taken.addAndGet(-more);
                return false;
            }
            bytes += more;
            return true;
        }

        void giveBack() {
            taken.addAndGet(-bytes);
            bytes = 0;
        }
    }
}
