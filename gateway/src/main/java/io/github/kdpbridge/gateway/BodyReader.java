package io.github.kdpbridge.gateway;

import java.util.function.Consumer;
import java.util.function.Supplier;
import okio.Buffer;
import okio.ByteString;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body as it arrives, without holding a thread, and stops when it is larger than it may be. The time that it
 * may take begins when there is something to wait for: most bodies are there with their heads.
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

    private final Content.Source source;
    private final int limit;
    private final BodyBudget.Share share;
    private final Supplier<Scheduler.Task> deadline;
    private final Consumer<ByteString> whole;
    private final Consumer<Throwable> failed;
    private final Buffer collected = new Buffer();
    private Scheduler.@Nullable Task running;

    BodyReader(
            Content.Source source,
            int limit,
            BodyBudget.Share share,
            Supplier<Scheduler.Task> deadline,
            Consumer<ByteString> whole,
            Consumer<Throwable> failed) {
        this.source = source;
        this.limit = limit;
        this.share = share;
        this.deadline = deadline;
        this.whole = whole;
        this.failed = failed;
    }

    /** Reading takes no longer than there are bytes. */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                if (running == null) {
                    running = deadline.get();
                }
                source.demand(this);
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
                endDeadline();
                whole.accept(collected.readByteString());
                return;
            }
        }
    }

    private boolean take(Content.Chunk chunk) {
        int size = chunk.remaining();
        boolean tooLarge = collected.size() + size > limit;
        boolean fits = !tooLarge && share.take(size);
        if (fits) {
            collected.write(toBytes(chunk, size));
        }
        chunk.release();
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

    private void endDeadline() {
        if (running != null) {
            running.cancel();
        }
    }

    private void stop(Throwable failure) {
        endDeadline();
        collected.clear();
        failed.accept(failure);
    }
}
