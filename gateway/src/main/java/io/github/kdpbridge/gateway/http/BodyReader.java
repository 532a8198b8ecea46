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
 * Reads a body asynchronously, without holding a thread, up to a limit. The deadline starts with the first wait,
 * because most bodies arrive with their head. The end is reported exactly once.
 */
final class BodyReader implements Invocable.Task {
    /** The body exceeds its own limit or the memory shared by all bodies. */
    static final class NoRoomException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean forThisBodyAlone;

        NoRoomException(boolean forThisBodyAlone) {
            this.forThisBodyAlone = forThisBodyAlone;
        }

        /** Returns whether the body exceeds its own limit, and not only the memory left now. */
        boolean forThisBodyAlone() {
            return forThisBodyAlone;
        }
    }

    /**
     * The two ways in which reading ends.
     *
     * @param whole receives the body, or nothing if it was discarded
     * @param failed receives the reason why there is no body
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
     * @param share the body's share of the memory; null to discard the body
     * @param deadline starts the deadline with an action for a closed connection; the permit ends both
     * @param end receives the result
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

    /** It reads available bytes only. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public void run() {
        try {
            readWhatIsThere();
        } catch (Error e) { // such as no memory: unreported, it would leave the caller waiting for ever
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

    /** Returns whether this call ended it. */
    @CanIgnoreReturnValue
    private boolean stop(Throwable failure) {
        boolean first = finish();
        if (first) {
            collected.clear();
            end.failed().accept(failure);
        }
        return first;
    }

    /** Ends reading because the connection is gone. For any thread, at any time. */
    private void abandon(Throwable failure) {
        if (finish()) {
            end.failed().accept(failure);
        }
    }
}
