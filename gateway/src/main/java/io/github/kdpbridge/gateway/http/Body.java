package io.github.kdpbridge.gateway.http;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.function.Consumer;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A body as it arrives, up to a limit. Its end is told exactly once. Only for its loop's thread. */
final class Body {
    /** Why there is no body. */
    enum Fault {
        /** It exceeds its own limit. */
        TOO_LARGE,
        /** It exceeds the memory that is left now. */
        NO_MEMORY,
        /** Its time is over. */
        LATE,
        /** It is malformed, or its connection ended. */
        BROKEN
    }

    /**
     * The two ways in which it ends.
     *
     * @param whole receives the bytes, none if they were discarded
     * @param failed receives the reason why there is no body
     */
    record End(Consumer<ByteString> whole, Consumer<Fault> failed) {}

    /** Several segments of the buffer. */
    private static final int LARGE = 32 << 10;

    private final int limit;
    private final ByteBudget.@Nullable Share share;
    private final End end;
    private final Buffer collected = new Buffer();
    /** The body if it came in one piece, as most do, so that its bytes are copied once. */
    private ByteString only = ByteString.EMPTY;

    private long size;
    private boolean over;
    private long lastBytes = System.nanoTime();

    /**
     * Creates a body.
     *
     * @param share its share of the memory; null to discard it
     */
    Body(int limit, ByteBudget.@Nullable Share share, End end) {
        this.limit = limit;
        this.share = share;
        this.end = end;
    }

    /** Returns the nanoseconds since its last bytes. */
    long silence(long now) {
        return now - lastBytes;
    }

    /** Returns whether nothing of it has come. */
    boolean isEmpty() {
        return size == 0;
    }

    void add(ByteBuf bytes) {
        int more = bytes.readableBytes();
        if (over || more == 0) {
            return;
        }
        lastBytes = System.nanoTime();
        size += more;
        if (size > limit) {
            fail(Fault.TOO_LARGE);
        } else if (share != null) {
            keep(share, bytes, more);
        }
    }

    private void keep(ByteBudget.Share memory, ByteBuf bytes, int more) {
        if (!memory.take(more)) {
            fail(Fault.NO_MEMORY);
            return;
        }
        if (size == more) {
            only = ByteString.of(bytes.nioBuffer());
            return;
        }
        try {
            var unusedFirst = collected.write(only);
            only = ByteString.EMPTY;
            var unused = collected.write(bytes.nioBuffer());
        } catch (IOException e) {
            throw new AssertionError("memory cannot fail", e);
        }
    }

    void finish() {
        if (!over) {
            over = true;
            end.whole().accept(collected.size() == 0 ? only : collected());
        }
    }

    /** Returns what came in pieces: a small body would keep a whole segment, of which the budget counts its own bytes only. */
    private ByteString collected() {
        return collected.size() < LARGE ? collected.readByteString() : collected.snapshot();
    }

    void fail(Fault fault) {
        if (!over) {
            over = true;
            only = ByteString.EMPTY;
            collected.clear();
            end.failed().accept(fault);
        }
    }
}
