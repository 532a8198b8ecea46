package io.github.kdpbridge.gateway.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.Permit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import okio.Buffer;
import okio.ByteString;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body as it arrives, without holding a thread, and stops when it is larger than it may be. The time that it
 * may take begins when there is something to wait for: most bodies are there with their heads. The end is reported
 * once, whichever it is.
 */
final class BodyReader implements Invocable.Task {
    /** A body of which there is too much, by itself or together with those of others. */
    static final class NoRoomException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean forThisBodyAlone;

        NoRoomException(boolean forThisBodyAlone) {
            this.forThisBodyAlone = forThisBodyAlone;
        }

        /** Returns whether the body is too large, and not only too large for now. */
        boolean forThisBodyAlone() {
            return forThisBodyAlone;
        }
    }

    /**
     * The two ways in which reading ends.
     *
     * @param whole is given the body, or nothing of one that was thrown away
     * @param failed is given the reason why there is none
     */
    record End(Consumer<ByteString> whole, Consumer<Throwable> failed) {}

    private final Content.Source source;
    private final int limit;
    private final ByteBudget.@Nullable Share share;
    private final Function<Runnable, Permit> deadline;
    private final End end;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Buffer collected = new Buffer();
    private long size;
    private volatile @Nullable Permit running;

    /**
     * Creates a reader.
     *
     * @param share the share of the memory that the body takes; null to discard it as it comes
     * @param deadline begins the time that it may take, and is given an action for the end of the connection; the
     *     permit ends both
     * @param end gets the result
     */
    BodyReader(
            Content.Source source,
            int limit,
            ByteBudget.@Nullable Share share,
            Function<Runnable, Permit> deadline,
            End end) {
        this.source = source;
        this.limit = limit;
        this.share = share;
        this.deadline = deadline;
        this.end = end;
    }

    /** Reading takes no longer than there are bytes. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public void run() {
        try {
            readWhatIsThere();
        } catch (Error e) { // no memory for example; the caller must hear of it, or would wait for ever
            if (!stop(e)) {
                throw e;
            }
        }
    }

    private void readWhatIsThere() {
        while (true) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                if (running == null) {
                    running = deadline.apply(() -> abandon(new EofException("the connection was closed")));
                }
                if (ended.get()) {
                    endDeadline();
                } else {
                    source.demand(this);
                }
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                stop(chunk.getFailure());
                return;
            }
            boolean last = chunk.isLast();
            if (!take(chunk)) {
                return;
            }
            if (last) {
                if (finish()) {
                    end.whole().accept(collected.readByteString());
                }
                return;
            }
        }
    }

    private boolean take(Content.Chunk chunk) {
        int more = chunk.remaining();
        size += more;
        boolean tooLarge = size > limit;
        boolean fits;
        try {
            fits = !tooLarge && (share == null || share.take(more));
            if (fits && share != null) {
                collected.write(toBytes(chunk, more));
            }
        } finally {
            chunk.release();
        }
        if (!fits) {
            stop(new NoRoomException(tooLarge));
        }
        return fits;
    }

    private static byte[] toBytes(Content.Chunk chunk, int size) {
        byte[] bytes = new byte[size];
        chunk.getByteBuffer().get(bytes);
        return bytes;
    }

    private boolean finish() {
        boolean first = ended.compareAndSet(false, true);
        endDeadline();
        return first;
    }

    private void endDeadline() {
        Permit permit = running;
        if (permit != null) {
            permit.close();
        }
    }

    /** Returns whether it had not ended. */
    @CanIgnoreReturnValue
    private boolean stop(Throwable failure) {
        boolean first = finish();
        if (first) {
            collected.clear();
            end.failed().accept(failure);
        }
        return first;
    }

    /** Takes note that no more of the body can come. May be called by any thread, at any time. */
    private void abandon(Throwable failure) {
        if (finish()) {
            end.failed().accept(failure);
        }
    }
}
