package io.github.kdpbridge.gateway.ledger;

import java.time.Duration;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The changes that wait for a group. Ends of claims come first: they must not be lost, and others may wait for them. For one
 * thread at a time.
 */
@SuppressWarnings("JdkObsolete") // an array that cannot grow for want of memory would lose what waits in it
final class ChangeQueue {
    /** The most changes of a group. */
    static final int MOST = 64;
    /** The most bytes of a group, and of a change that is not too large for one. */
    static final int MOST_BYTES = 1 << 20;

    private final Duration patience;
    private final Queue<GroupedChange<?>> ends = new LinkedList<>();
    private final Queue<GroupedChange<?>> claims = new LinkedList<>();

    /**
     * Creates a queue.
     *
     * @param patience after this time, a change is late
     */
    ChangeQueue(Duration patience) {
        this.patience = patience;
    }

    /** Leaves the queue as it was if there is no memory. */
    void add(GroupedChange<?> change) {
        of(change).add(change);
    }

    /** Returns whether the change was waiting. Allocates nothing. */
    boolean remove(GroupedChange<?> change) {
        return of(change).remove(change);
    }

    private Queue<GroupedChange<?>> of(GroupedChange<?> change) {
        return change.isEnd() ? ends : claims;
    }

    boolean isEmpty() {
        return ends.isEmpty() && claims.isEmpty();
    }

    @Nullable GroupedChange<?> poll() {
        return ends.isEmpty() ? claims.poll() : ends.poll();
    }

    /** Returns a change that is late; null if there is none. */
    @Nullable GroupedChange<?> pollLate() {
        if (nanosLeft(ends.peek()) == 0) {
            return ends.poll();
        }
        return nanosLeft(claims.peek()) == 0 ? claims.poll() : null;
    }

    /** Returns the time until the next change is late. */
    long nanosLeft() {
        return Math.min(nanosLeft(ends.peek()), nanosLeft(claims.peek()));
    }

    private long nanosLeft(@Nullable GroupedChange<?> change) {
        return change == null ? Long.MAX_VALUE : Math.max(0, patience.toNanos() - (System.nanoTime() - change.asked()));
    }

    /**
     * Takes what one group has room for. Allocates nothing.
     *
     * @param group with room for {@link #MOST}; its former changes are removed
     */
    void take(List<GroupedChange<?>> group) {
        group.clear();
        take(claims, group, take(ends, group, 0));
    }

    private static int take(Queue<GroupedChange<?>> queue, List<GroupedChange<?>> group, int taken) {
        int bytes = taken;
        for (GroupedChange<?> next = queue.peek(); next != null && group.size() < MOST; next = queue.peek()) {
            if (bytes + next.bytes() > MOST_BYTES) {
                return MOST_BYTES; // nothing overtakes it
            }
            bytes += next.bytes();
            group.add(queue.remove());
        }
        return bytes;
    }
}
