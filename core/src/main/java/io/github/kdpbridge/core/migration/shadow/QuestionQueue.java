package io.github.kdpbridge.core.migration.shadow;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The questions that wait to be put to the other side, bounded by their number and by the memory of their answers. No thread
 * waits at it. Safe for use by many threads.
 */
final class QuestionQueue {
    /** About as many bytes as 64 answers at their limit. */
    private static final long MOST_BYTES = 64 * Weight.LIMIT;

    private final int most;
    private final Queue<Question<?>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    QuestionQueue(int most) {
        this.most = most;
    }

    /**
     * Adds a question.
     *
     * @param isFirst whether it is the first of its subject; the others leave half of the room to such
     * @return whether there was room
     */
    boolean offer(Question<?> question, boolean isFirst) {
        int room = isFirst ? most : (most + 1) / 2;
        long weight = question.answered().weight();
        if (size.incrementAndGet() > room) {
            size.decrementAndGet();
            return false;
        }
        if (bytes.addAndGet(weight) > MOST_BYTES) {
            bytes.addAndGet(-weight);
            size.decrementAndGet();
            return false;
        }
        return queue.add(question);
    }

    @Nullable Question<?> poll() {
        Question<?> next = queue.poll();
        if (next != null) {
            size.decrementAndGet();
            bytes.addAndGet(-next.answered().weight());
        }
        return next;
    }
}
