package io.github.kdpbridge.gen2client.bulk;

import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.KdpException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one request of a bulk upload.
 *
 * <p>A request to send again is kept whole, with its devices. An accepted one is not, so that the receipt of a million
 * devices stays small: its devices are those of its {@link #type()} from {@link #firstOffset()} to
 * {@link #lastOffset()} in the caller's order.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class ChunkOutcome {
    private final int number;
    private final ChunkState state;
    private final TransactionId transaction;
    private final DeviceType type;
    private final int count;
    private final long firstOffset;
    private final long lastOffset;
    private final @Nullable Receipt receipt;
    private final @Nullable KdpException error;
    private final @Nullable UploadRequest request;

    private ChunkOutcome(Chunk chunk, ChunkState state, @Nullable Receipt receipt, @Nullable KdpException error) {
        UploadRequest sent = chunk.request();
        this.number = chunk.number();
        this.state = state;
        this.transaction = sent.transaction();
        this.type = sent.devices().type();
        this.count = sent.devices().count();
        this.firstOffset = chunk.firstOffset();
        this.lastOffset = chunk.lastOffset();
        this.receipt = receipt;
        this.error = error;
        this.request = state == ChunkState.ACCEPTED || state == ChunkState.REPEATED ? null : sent;
    }

    static ChunkOutcome accepted(Chunk chunk, Receipt receipt) {
        return new ChunkOutcome(chunk, ChunkState.ACCEPTED, Objects.requireNonNull(receipt, "receipt"), null);
    }

    /** Returns the outcome of a request with an error instead of a receipt. */
    static ChunkOutcome error(Chunk chunk, ChunkState state, KdpException error) {
        return new ChunkOutcome(chunk, state, null, error);
    }

    static ChunkOutcome notSent(Chunk chunk) {
        return new ChunkOutcome(chunk, ChunkState.NOT_SENT, null, null);
    }

    /** Returns the number of this request, from 1, in the order in which they were cut. */
    public int number() {
        return number;
    }

    public ChunkState state() {
        return state;
    }

    /** Returns the request's own transaction id, to ask for its status. */
    public TransactionId transaction() {
        return transaction;
    }

    /** Returns the kind of all its devices. */
    public DeviceType type() {
        return type;
    }

    /** Returns the number of its devices, from 1 to the chunk size. */
    public int count() {
        return count;
    }

    /** Returns the offset of its first device in the caller's order, from 0. */
    public long firstOffset() {
        return firstOffset;
    }

    /**
     * Returns the offset of its last device in the caller's order. All devices of its kind between the two offsets are
     * in this request, and those of other kinds in others.
     */
    public long lastOffset() {
        return lastOffset;
    }

    /** Returns the service's receipt, if it is {@link ChunkState#ACCEPTED}. */
    public Optional<Receipt> receipt() {
        return Optional.ofNullable(receipt);
    }

    /**
     * Returns the error instead of a receipt, if it is {@link ChunkState#FAILED}, {@link ChunkState#UNKNOWN} or
     * {@link ChunkState#REPEATED}.
     */
    public Optional<KdpException> error() {
        return Optional.ofNullable(error);
    }

    /**
     * Returns the request with all its devices and under its own transaction id, ready to be sent again, if it is
     * {@link ChunkState#FAILED}, {@link ChunkState#UNKNOWN} or {@link ChunkState#NOT_SENT}.
     */
    public Optional<UploadRequest> request() {
        return Optional.ofNullable(request);
    }

    /** Returns the outcome in one line, without an identifier of a device. */
    @Override
    public String toString() {
        return "%s: %d x %s from %d to %d %s".formatted(transaction, count, type, firstOffset, lastOffset, state);
    }
}
