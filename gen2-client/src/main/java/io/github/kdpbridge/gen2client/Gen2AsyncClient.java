package io.github.kdpbridge.gen2client;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Profile;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.gen2client.bulk.BulkReceipt;
import io.github.kdpbridge.gen2client.bulk.BulkRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a {@link Gen2Client} as futures.
 *
 * <p>Each call runs on the client's executor, with the same gates and repeats. A future fails with the
 * {@link io.github.kdpbridge.core.error.KdpException} that the operation throws. Cancelling a future does not take back
 * a request that was begun: it may have been sent. When the client is closed, the futures of calls that have not begun fail
 * with a {@link RefusedLocallyException}, and so do those of later calls. Safe for use by many threads.
 */
public final class Gen2AsyncClient {
    private static final String CLOSED = "the client is closed";

    private final Gen2Client client;
    private final Executor executor;
    private final Set<Waiting<?>> allWaiting = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    Gen2AsyncClient(Gen2Client client, Executor executor) {
        this.client = client;
        this.executor = executor;
    }

    /** Registers devices with a customer; see {@link Gen2Client#upload}. */
    public CompletableFuture<Receipt> upload(UploadRequest request) {
        return run(request.label(), () -> client.upload(request));
    }

    /** Takes devices back out of a customer's account; see {@link Gen2Client#delete}. */
    public CompletableFuture<Receipt> delete(DeleteRequest request) {
        return run(request.label(), () -> client.delete(request));
    }

    /** Takes back what an upload registered; see {@link Gen2Client#remove}. */
    public CompletableFuture<Receipt> remove(RemovalRequest request) {
        return run(request.label(), () -> client.remove(request));
    }

    /** Asks what became of an upload or a deletion; see {@link Gen2Client#status(StatusRequest)}. */
    public CompletableFuture<TransactionStatus> status(StatusRequest request) {
        return run(request.label(), () -> client.status(request));
    }

    /** Lists one page of the transactions; see {@link Gen2Client#transactions(TransactionsQuery, PageRequest)}. */
    public CompletableFuture<Page<TransactionStatus>> transactions(TransactionsQuery query, PageRequest page) {
        return run(query.on(page).label(), () -> client.transactions(query, page));
    }

    /** Lists one page of the registered devices; see {@link Gen2Client#devices(DeviceQuery, PageRequest)}. */
    public CompletableFuture<Page<ListedDevice>> devices(DeviceQuery query, PageRequest page) {
        return run(query.on(page).label(), () -> client.devices(query, page));
    }

    /** Lists one page of the customers; see {@link Gen2Client#customers(CustomerQuery, PageRequest)}. */
    public CompletableFuture<Page<Customer>> customers(CustomerQuery query, PageRequest page) {
        return run(query.on(page).label(), () -> client.customers(query, page));
    }

    /** Lists the account and its vendors; see {@link Gen2Client#resellers(PageRequest)}. */
    public CompletableFuture<Page<Reseller>> resellers(PageRequest page) {
        return run("resellers " + page, () -> client.resellers(page));
    }

    /** Lists a customer's Knox Mobile Enrollment profiles; see {@link Gen2Client#kmeProfiles}. */
    public CompletableFuture<List<Profile>> kmeProfiles(CustomerId customer) {
        return run("profiles " + customer, () -> client.kmeProfiles(customer));
    }

    /** Uploads any number of devices; see {@link Gen2Client#uploadAll}. Occupies a thread meanwhile. */
    public CompletableFuture<BulkReceipt> uploadAll(BulkRequest request, Stream<DeviceId> devices) {
        return run("bulk upload " + request.transaction(), () -> client.uploadAll(request, devices));
    }

    /**
     * Waits until the service has worked off a transaction of a single-tier sale; occupies a thread meanwhile. See
     * {@link Gen2Client#awaitCompletion(Receipt, Duration)}, also for the {@link CompletionTimeoutException} that the
     * future may fail with.
     */
    public CompletableFuture<TransactionStatus> awaitCompletion(Receipt receipt, Duration timeout) {
        return run("status " + receipt.transaction(), () -> client.awaitCompletion(receipt, timeout));
    }

    /**
     * Waits until the service has worked off a transaction; occupies a thread meanwhile. See
     * {@link Gen2Client#awaitCompletion(StatusRequest, Duration, Consumer)}, also for the
     * {@link CompletionTimeoutException} that the future may fail with.
     *
     * @param progress is given each status that is not complete yet, on that thread
     */
    public CompletableFuture<TransactionStatus> awaitCompletion(
            StatusRequest request, Duration timeout, Consumer<TransactionStatus> progress) {
        return run("status " + request.transaction(), () -> client.awaitCompletion(request, timeout, progress));
    }

    private <T> CompletableFuture<T> run(String operation, Supplier<T> call) {
        Waiting<T> waiting = new Waiting<>(operation, call);
        allWaiting.add(waiting);
        if (closed) {
            waiting.fail(Reason.CANCELLED, CLOSED, null);
            return waiting.future;
        }
        try {
            executor.execute(waiting);
        } catch (Throwable e) { // the executor is closed or full, or no thread could be started
            waiting.fail(
                    closed ? Reason.CANCELLED : Reason.LIMIT, closed ? CLOSED : "the executor does not take it", e);
        }
        return waiting.future;
    }

    /** Has the futures fail whose calls have not begun. */
    void close() {
        closed = true;
        allWaiting.forEach(waiting -> waiting.fail(Reason.CANCELLED, CLOSED, null));
    }

    /** A call that has not begun. */
    private final class Waiting<T> implements Runnable {
        private final CompletableFuture<T> future = new CompletableFuture<>();
        private final String operation;
        private final Supplier<T> call;

        Waiting(String operation, Supplier<T> call) {
            this.operation = operation;
            this.call = call;
        }

        @Override
        public void run() {
            allWaiting.remove(this);
            if (closed) {
                fail(Reason.CANCELLED, CLOSED, null);
            }
            if (future.isDone()) {
                return;
            }
            try {
                future.complete(call.get());
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        }

        void fail(Reason reason, String why, @Nullable Throwable cause) {
            allWaiting.remove(this);
            future.completeExceptionally(new RefusedLocallyException(operation, reason, why, cause));
        }
    }
}
