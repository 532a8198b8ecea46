package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.core.Permit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that the bodies of all requests may take together. Until it is answered, a body costs several times its
 * bytes, as devices and as the request to generation 2; so it is a small share of the heap.
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

    /** The share of one request. A closed share takes nothing more. Safe for use by many threads. */
    final class Share implements AutoCloseable {
        private final Permit permit = Permit.of(this::giveBack);
        private long bytes;
        private boolean over;

        /** Takes more bytes; none if not all of them are left. */
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

        /** Gives all bytes back. */
        @Override
        public void close() {
            permit.close();
        }
    }
}
