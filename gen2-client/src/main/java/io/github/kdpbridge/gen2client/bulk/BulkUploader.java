package io.github.kdpbridge.gen2client.bulk;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Iterators;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.error.KdpException;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Uploads any number of devices: cuts them into requests of an accepted size, sends several at once, and reports the
 * outcome of each.
 *
 * <pre>{@code
 * BulkUploader uploader = BulkUploader.builder(program).build();
 * BulkReceipt receipt = uploader.upload(BulkRequest.of(customer, transaction), imeis.map(DeviceId::imei));
 * if (!receipt.complete()) {
 *     receipt = uploader.upload(BulkRequest.of(customer, transaction), imeisOnceMore.map(DeviceId::imei));
 * }
 * }</pre>
 *
 * <h2>Requests</h2>
 * A request has one kind of identifier (documented), so the devices are grouped by kind as they come; a request is
 * complete when it has {@link Builder#chunkSize} devices; the rest is sent in smaller ones. The devices are read only as
 * fast as they are sent: at most {@link Builder#parallelism} requests, and one more for each kind, are in memory.
 * Besides those, the receipt keeps requests that were not accepted; see {@link Builder#stopAfterFailures}.
 *
 * <h2>Names and repeats</h2>
 * A request is named after its content: the caller's transaction id, a dash, and the first 16 hexadecimal digits
 * of the SHA-256 of these lines in UTF-8, each ended by a line feed: the customer, the vendor (empty if there is none),
 * {@link DeviceType#name() the kind} and each identifier in order. That makes the caller's id 17 characters longer; the
 * service's limit is not published. A call that is repeated with the same transaction id, devices, order and chunk
 * size, after a crash for example, makes the same requests under the same names, and the service refuses the names that
 * it has accepted before. Such a refusal is reported as {@link ChunkState#REPEATED} and is no failure: the name proves
 * that the refused request is the accepted one. If the names were numbers, a repeat with another chunk size, or with
 * only the failed devices, would reuse a number for other devices, which would then count as registered. A refused
 * request leaves its name free (assumed), so it can be sent again. To register the same devices once more, after a
 * deletion for example, use another transaction id.
 *
 * <h2>When something fails</h2>
 * The other requests go on, up to {@link Builder#stopAfterFailures}; this class never retries. If the caller's iterator
 * throws, the executor rejects work or the thread is interrupted, nothing more is read or sent, the running requests are
 * waited for and reported, and devices that were read but not sent are reported as {@link ChunkState#NOT_SENT}; an
 * interrupted thread stays interrupted. A device that the service refuses fails alone, in the status of its request. But
 * a program that checks identifiers before sending refuses the whole request because of one: filter such devices by
 * {@link DeviceId#problem()}.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class BulkUploader {
    private final Builder settings;

    private BulkUploader(Builder settings) {
        this.settings = settings;
    }

    /** Returns a builder for uploads through a program. */
    public static Builder builder(DeploymentProgram program) {
        return new Builder(program);
    }

    /**
     * Uploads all devices of an iterator, and waits for the outcome of every request. The iterator is used by the
     * calling thread only.
     *
     * @param request the upload without its devices
     * @param devices the devices, of any kinds
     * @return the outcome of each request; a {@link KdpException} of a request is reported there and never thrown
     */
    public BulkReceipt upload(BulkRequest request, Iterator<DeviceId> devices) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(devices, "devices");
        Executor given = settings.executor;
        if (given != null) {
            return run(request, devices, given);
        }
        ExecutorService own = Executors.newFixedThreadPool(settings.parallelism, work -> {
            Thread sender = new Thread(work, "kdp-bulk");
            sender.setDaemon(true);
            return sender;
        });
        try {
            return run(request, devices, own);
        } finally {
            own.shutdown();
        }
    }

    /**
     * Uploads all devices of a stream, as {@link #upload(BulkRequest, Iterator)} does. The caller closes the stream.
     *
     * @param request the upload without its devices
     * @param devices the devices, of any kinds; read sequentially by the calling thread
     * @return the outcome of each request
     */
    public BulkReceipt upload(BulkRequest request, Stream<DeviceId> devices) {
        return upload(request, devices.iterator());
    }

    /**
     * Uploads all identifiers of an iterator, as {@link #upload(BulkRequest, Iterator)} does.
     *
     * @param request the upload without its devices
     * @param type the kind of all identifiers
     * @param identifiers the identifiers
     * @return the outcome of each request
     */
    public BulkReceipt upload(BulkRequest request, DeviceType type, Iterator<String> identifiers) {
        Objects.requireNonNull(type, "type");
        return upload(request, Iterators.transform(identifiers, identifier -> new DeviceId(type, identifier)));
    }

    /**
     * Uploads all identifiers of a stream, as {@link #upload(BulkRequest, Iterator)} does. The caller closes the
     * stream.
     *
     * @param request the upload without its devices
     * @param type the kind of all identifiers
     * @param identifiers the identifiers; read sequentially by the calling thread
     * @return the outcome of each request
     */
    public BulkReceipt upload(BulkRequest request, DeviceType type, Stream<String> identifiers) {
        return upload(request, type, identifiers.iterator());
    }

    private BulkReceipt run(BulkRequest request, Iterator<DeviceId> devices, Executor executor) {
        return new BulkRun(settings, executor, request).run(devices);
    }

    /** Collects the settings of a {@link BulkUploader}; not safe for several threads. */
    public static final class Builder {
        final DeploymentProgram program;

        @Nullable Executor executor;

        int chunkSize = 10_000;
        int parallelism = 4;
        int failureLimit = Integer.MAX_VALUE;

        private Builder(DeploymentProgram program) {
            this.program = Objects.requireNonNull(program, "program");
        }

        private Builder(Builder other) {
            this.program = other.program;
            this.executor = other.executor;
            this.chunkSize = other.chunkSize;
            this.parallelism = other.parallelism;
            this.failureLimit = other.failureLimit;
        }

        /**
         * The executor for sending; the caller shuts it down. It must run or reject every task: a dropped task is
         * waited for until the thread is interrupted. So shut it down in an orderly way only, and do not call
         * {@code upload} from its own threads, unless it has more threads than there are calls. By default each upload
         * has its own threads, one for each concurrent request, which end with it.
         */
        @CanIgnoreReturnValue
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /**
         * The most devices of a request; 10,000 by default, the limit of the vendor's portal (documented). The
         * service's own limit is not published. Larger requests are fewer, but lose more when one fails.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder chunkSize(int chunkSize) {
            checkArgument(chunkSize >= 1, "the chunk size must be 1 or more, not %s", chunkSize);
            this.chunkSize = chunkSize;
            return this;
        }

        /**
         * The most concurrent requests; 4 by default. The program's own limits apply as well.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder parallelism(int parallelism) {
            checkArgument(parallelism >= 1, "the parallelism must be 1 or more, not %s", parallelism);
            this.parallelism = parallelism;
            return this;
        }

        /**
         * The number of {@linkplain ChunkState#FAILED failed} or {@linkplain ChunkState#UNKNOWN unknown} requests after
         * which nothing more is read or sent; unlimited by default. The receipt keeps the devices of such requests, so
         * with a stream of many millions a limit also bounds the memory while the service is down.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder stopAfterFailures(int failures) {
            checkArgument(failures >= 1, "the number of failures must be 1 or more, not %s", failures);
            this.failureLimit = failures;
            return this;
        }

        public BulkUploader build() {
            return new BulkUploader(new Builder(this));
        }
    }
}
