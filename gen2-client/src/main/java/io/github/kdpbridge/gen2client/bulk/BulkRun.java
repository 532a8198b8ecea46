package io.github.kdpbridge.gen2client.bulk;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceCutter;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.UnreachableException;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running bulk upload. The caller's thread reads, cuts and waits for room; the executor's threads send. The thread
 * that wins a request's {@code claimed} flag reports its outcome and makes room, exactly once.
 */
final class BulkRun {
    private static final Logger LOG = LoggerFactory.getLogger(BulkRun.class);

    private final DeploymentProgram program;
    private final Executor executor;
    private final int parallelism;
    private final int failureLimit;
    private final BulkRequest bulk;
    private final DeviceCutter cutter;
    private final Semaphore room;
    private final Map<Integer, ChunkOutcome> outcomes = new ConcurrentSkipListMap<>();
    /** Submitted to the executor, not started. */
    private final Set<Sending> waiting = ConcurrentHashMap.newKeySet();

    private final AtomicInteger failures = new AtomicInteger();
    /** Once set, nothing more is read or sent. */
    private final AtomicReference<@Nullable Throwable> end = new AtomicReference<>();

    /** The number of the last request. */
    private int number;

    private boolean inputRead;

    BulkRun(BulkUploader.Builder settings, Executor executor, BulkRequest bulk) {
        this.program = settings.program;
        this.executor = executor;
        this.parallelism = settings.parallelism;
        this.failureLimit = settings.failureLimit;
        this.bulk = bulk;
        this.cutter = new DeviceCutter(settings.chunkSize, this::send);
        this.room = new Semaphore(parallelism);
    }

    BulkReceipt run(Iterator<DeviceId> devices) {
        for (DeviceId device = next(devices); device != null; device = next(devices)) {
            cutter.add(device);
        }
        cutter.finish();
        awaitAll();
        BulkReceipt receipt = new BulkReceipt(bulk.transaction(), outcomes.values(), inputRead, end.get());
        LOG.info("bulk upload {}", receipt);
        return receipt;
    }

    /** Returns the next device; null at the end, or if nothing more is to be sent. */
    private @Nullable DeviceId next(Iterator<DeviceId> devices) {
        if (ended()) {
            return null;
        }
        try {
            if (devices.hasNext()) {
                return Objects.requireNonNull(devices.next(), "the caller's iterator gave a null device");
            }
            inputRead = true;
        } catch (Throwable e) { // running requests still have to be reported
            endBy(e);
        }
        return null;
    }

    private void send(DeviceCutter.Part part) {
        number++;
        UploadRequest request = bulk.part(ChunkName.of(bulk, part.devices()), part.devices());
        send(new Chunk(number, request, part.firstOffset(), part.lastOffset()));
    }

    private void send(Chunk chunk) {
        if (ended() || !takeRoom()) {
            outcomes.put(chunk.number(), ChunkOutcome.notSent(chunk));
            return;
        }
        Sending sending = new Sending(chunk);
        waiting.add(sending);
        try {
            executor.execute(sending);
        } catch (Throwable e) { // including a thread that could not be started
            endBy(e);
            sending.giveUp();
        }
    }

    private boolean takeRoom() {
        try {
            room.acquire();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            endBy(e);
            return false;
        }
    }

    /**
     * Waits for running requests. If nothing more is to be sent, requests that the executor has not started are
     * withdrawn.
     */
    private void awaitAll() {
        Throwable ended = end.get(); // from here on, an interrupted thread has sent everything
        if (ended == null) {
            try {
                room.acquire(parallelism);
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                ended = e;
            }
        }
        takeBack(ended);
        room.acquireUninterruptibly(parallelism);
    }

    private void takeBack(Throwable reason) {
        for (Sending sending : waiting) {
            if (sending.giveUp()) {
                endBy(reason);
            }
        }
    }

    /** Returns whether nothing more is to be sent; for the caller's thread only. */
    private boolean ended() {
        if (Thread.currentThread().isInterrupted()) {
            endBy(new InterruptedException("the thread was interrupted"));
        }
        return end.get() != null;
    }

    private void endBy(Throwable reason) {
        end.compareAndSet(null, reason);
    }

    private ChunkOutcome upload(Chunk chunk) {
        try {
            return ChunkOutcome.accepted(chunk, program.upload(chunk.request()));
        } catch (KdpException e) {
            if (e instanceof RefusedException refusal && refusal.condition() == Condition.TRANSACTION_ID_DUPLICATE) {
                return ChunkOutcome.error(chunk, ChunkState.REPEATED, e);
            }
            return failure(chunk, e);
        } catch (Throwable e) { // any throwable must wake the waiting caller
            String why = "the program failed with " + e.getClass().getSimpleName();
            return failure(
                    chunk, new UnreachableException("upload " + chunk.request().transaction(), why, e, true));
        }
    }

    private ChunkOutcome failure(Chunk chunk, KdpException e) {
        ChunkState state = e.mayHaveTakenEffect() ? ChunkState.UNKNOWN : ChunkState.FAILED;
        ChunkOutcome outcome = ChunkOutcome.error(chunk, state, e);
        LOG.warn("bulk upload {}", outcome);
        if (failures.incrementAndGet() >= failureLimit) {
            endBy(e);
        }
        return outcome;
    }

    private final class Sending implements Runnable {
        private final Chunk chunk;
        private final AtomicBoolean claimed = new AtomicBoolean();

        Sending(Chunk chunk) {
            this.chunk = chunk;
        }

        @Override
        public void run() {
            if (claim()) {
                report(end.get() == null ? upload(chunk) : ChunkOutcome.notSent(chunk));
            }
        }

        /** Withdraws the request, unless it has started. */
        boolean giveUp() {
            boolean mine = claim();
            if (mine) {
                report(ChunkOutcome.notSent(chunk));
            }
            return mine;
        }

        private boolean claim() {
            waiting.remove(this);
            return claimed.compareAndSet(false, true);
        }

        private void report(ChunkOutcome outcome) {
            outcomes.put(chunk.number(), outcome);
            room.release();
        }
    }
}
