package io.github.kdpbridge.gen2client.bulk;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a bulk upload, request by request. Every device read from the caller's stream is in exactly one
 * request.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class BulkReceipt {
    private final TransactionId transaction;
    private final ImmutableList<ChunkOutcome> chunks;
    private final boolean inputRead;
    private final @Nullable Throwable endedEarlyBy;

    BulkReceipt(
            TransactionId transaction,
            Collection<ChunkOutcome> chunks,
            boolean inputRead,
            @Nullable Throwable endedEarlyBy) {
        this.transaction = Objects.requireNonNull(transaction, "transaction");
        this.chunks = ImmutableList.copyOf(chunks);
        this.inputRead = inputRead;
        this.endedEarlyBy = endedEarlyBy;
    }

    /** Returns the caller's id of the whole upload. */
    public TransactionId transaction() {
        return transaction;
    }

    /** Returns all requests, by {@link ChunkOutcome#number()}; empty if the caller gave no device. */
    public List<ChunkOutcome> chunks() {
        return chunks;
    }

    /** Returns the requests with this outcome, by {@link ChunkOutcome#number()}. */
    public List<ChunkOutcome> chunks(ChunkState state) {
        Objects.requireNonNull(state, "state");
        return chunks.stream().filter(chunk -> chunk.state() == state).collect(ImmutableList.toImmutableList());
    }

    /** Returns the number of devices in all requests with this outcome. */
    public long deviceCount(ChunkState state) {
        return chunks(state).stream().mapToLong(ChunkOutcome::count).sum();
    }

    /**
     * Returns whether the service has accepted everything: the caller's stream was read to its end, and each request is
     * {@link ChunkState#ACCEPTED} or {@link ChunkState#REPEATED}. The status of each request's transaction has the
     * outcomes of the devices.
     */
    public boolean complete() {
        return inputRead && chunks.stream().noneMatch(chunk -> chunk.request().isPresent());
    }

    /**
     * Returns the requests that the service may lack, whole and under their own names. Sent once more, those that it
     * has are refused as duplicates, with a {@link io.github.kdpbridge.core.error.RefusedException} each. Repeating the
     * whole call does the same and reports them as {@link ChunkState#REPEATED}.
     */
    public List<UploadRequest> unfinished() {
        return chunks.stream().flatMap(chunk -> chunk.request().stream()).collect(ImmutableList.toImmutableList());
    }

    /** Returns whether the caller's stream was read to its end. If not, its remaining devices are in no request. */
    public boolean inputRead() {
        return inputRead;
    }

    /**
     * Returns the reason why the upload ended early: an exception of the caller's iterator or of the executor, the
     * error that reached {@link BulkUploader.Builder#stopAfterFailures}, or an {@link InterruptedException}. Empty if
     * it did not end early, even if requests failed.
     */
    public Optional<Throwable> endedEarlyBy() {
        return Optional.ofNullable(endedEarlyBy);
    }

    /** Returns the number of devices by outcome: {@code 244303: 20000 ACCEPTED, 10000 FAILED}. */
    @Override
    public String toString() {
        String counts = Arrays.stream(ChunkState.values())
                .filter(state -> !chunks(state).isEmpty())
                .map(state -> deviceCount(state) + " " + state)
                .collect(Collectors.joining(", "));
        return transaction + ": " + (counts.isEmpty() ? "no devices" : counts)
                + (inputRead ? "" : ", not read to the end");
    }
}
