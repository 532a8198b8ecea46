package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.core.Permit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies all requests together may hold at once. A body that was read costs several times its bytes
 * until it is answered, as devices and as the request to generation 2; so the share of the heap is small.
 */
public final class ByteBudget {
    private static final int SHARE_OF_HEAP = 8;

    private final long total;
    private final AtomicLong taken = new AtomicLong();

    ByteBudget(long total) {
        this.total = total;
    }

    public static ByteBudget ofHeap() {
        return new ByteBudget(shareOfHeap());
    }

    /** Returns an eighth of the heap. */
    static long shareOfHeap() {
        return Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    }

    long total() {
        return total;
    }

    long taken() {
        return taken.get();
    }

    /** Starts the share of one request. */
    Share share() {
        return new Share();
    }

    /** The share of one request. A share that was given back takes nothing more. Safe for use by many threads. */
    final class Share implements AutoCloseable {
        private final Permit permit = Permit.of(this::giveBack);
        private long bytes;
        private boolean over;

        /** Takes more, or nothing when there is not enough left. */
        synchronized boolean take(int more) {
            if (over) {
                return false;
            }
            if (taken.addAndGet(more) > total) {
                taken.addAndGet(-more);
                return false;
            }
            bytes += more;
            return true;
        }

        private synchronized void giveBack() {
            over = true;
            taken.addAndGet(-bytes);
        }

        /** Gives all back. */
        @Override
        public void close() {
            permit.close();
        }
    }
}
