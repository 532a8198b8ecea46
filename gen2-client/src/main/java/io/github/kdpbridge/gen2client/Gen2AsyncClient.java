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
import io.github.kdpbridge.core.ProfileQuery;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerQuery;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.async.WorkThreads;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.gen2client.bulk.BulkReceipt;
import io.github.kdpbridge.gen2client.bulk.BulkRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a {@link Gen2Client} as futures.
 *
 * <p>No thread waits for a gate, a token, a pause or another attempt. While a request is at the service it holds a
 * thread of the client's executor. Dependents of a future run on the thread that completes it, and must not block.
 *
 * <p>A future fails with the {@link io.github.kdpbridge.core.error.KdpException} that the operation throws. Cancelling
 * it does not revoke a request that has started: it may have been sent. When the client is closed, the futures of
 * requests that have not reached the service fail with a {@link
 * io.github.kdpbridge.core.error.RefusedLocallyException}, and so do those of later requests. Safe for use by many
 * threads.
 */
public final class Gen2AsyncClient {
    private final Gen2Client client;
    private final Connection connection;
    private final CompletionWatch completions;

    /**
     * Creates the futures of a client.
     *
     * @param statusLag how long a transaction may be missing from the status and count as in progress
     */
    Gen2AsyncClient(Gen2Client client, Connection connection, Duration statusLag) {
        this.client = client;
        this.connection = connection;
        this.completions = new CompletionWatch(client::send, statusLag, connection.scheduler());
    }

    /** Registers devices with a customer; see {@link Gen2Client#upload}. */
    public CompletableFuture<Receipt> upload(UploadRequest request) {
        return send(request);
    }

    /** Removes devices from a customer's account; see {@link Gen2Client#delete}. */
    public CompletableFuture<Receipt> delete(DeleteRequest request) {
        return send(request);
    }

    /** Removes the devices of an earlier upload; see {@link Gen2Client#remove}. */
    public CompletableFuture<Receipt> remove(RemovalRequest request) {
        return send(request);
    }

    /** Returns the status of an upload or a deletion; see {@link Gen2Client#status(StatusRequest)}. */
    public CompletableFuture<TransactionStatus> status(StatusRequest request) {
        return send(request);
    }

    /** Lists one page of the transactions; see {@link Gen2Client#transactions(TransactionsQuery, PageRequest)}. */
    public CompletableFuture<Page<TransactionStatus>> transactions(TransactionsQuery query, PageRequest page) {
        return send(query.on(page));
    }

    /** Lists one page of the registered devices; see {@link Gen2Client#devices(DeviceQuery, PageRequest)}. */
    public CompletableFuture<Page<ListedDevice>> devices(DeviceQuery query, PageRequest page) {
        return send(query.on(page));
    }

    /** Lists one page of the customers; see {@link Gen2Client#customers(CustomerQuery, PageRequest)}. */
    public CompletableFuture<Page<Customer>> customers(CustomerQuery query, PageRequest page) {
        return send(query.on(page));
    }

    /** Lists the account and its vendors; see {@link Gen2Client#resellers(PageRequest)}. */
    public CompletableFuture<Page<Reseller>> resellers(PageRequest page) {
        return send(new ResellerQuery(page));
    }

    /** Lists a customer's Knox Mobile Enrollment profiles; see {@link Gen2Client#kmeProfiles}. */
    public CompletableFuture<List<Profile>> kmeProfiles(CustomerId customer) {
        return send(new ProfileQuery(customer));
    }

    /**
     * Uploads any number of devices; see {@link Gen2Client#uploadAll}. Holds a thread of the executor until it ends.
     */
    public CompletableFuture<BulkReceipt> uploadAll(BulkRequest request, Stream<DeviceId> devices) {
        return WorkThreads.apart(() -> connection.run(
                        "bulk upload " + request.transaction(), () -> client.uploadAll(request, devices)))
                .toCompletableFuture();
    }

    /**
     * Waits until a transaction of a single-tier sale is complete. See {@link Gen2Client#awaitCompletion(Receipt,
     * Duration)}, also for the {@link CompletionTimeoutException} that the future may fail with.
     */
    public CompletableFuture<TransactionStatus> awaitCompletion(Receipt receipt, Duration timeout) {
        return WorkThreads.apart(() -> completion(receipt, timeout));
    }

    CompletableFuture<TransactionStatus> completion(Receipt receipt, Duration timeout) {
        CompletableFuture<TransactionStatus> complete = completions
                .await(StatusRequest.of(receipt.transaction()), timeout, status -> {})
                .toCompletableFuture();
        var unused = complete.whenComplete((status, failure) -> {
            if (failure instanceof KdpException e && CompletionWatch.isNotKnown(e)) {
                connection.listener().surprise(Assumption.STATUS_LAG, "no transaction for an id that has a receipt");
            }
        });
        return complete;
    }

    /**
     * Waits until a transaction is complete. See {@link Gen2Client#awaitCompletion(StatusRequest, Duration, Consumer)},
     * also for the {@link CompletionTimeoutException} that the future may fail with. Cancelling the future ends the
     * wait.
     *
     * @param progress receives each incomplete status; must not block
     */
    public CompletableFuture<TransactionStatus> awaitCompletion(
            StatusRequest request, Duration timeout, Consumer<TransactionStatus> progress) {
        return WorkThreads.apart(() -> completion(request, timeout, progress)).toCompletableFuture();
    }

    /** Does the same for a thread that waits for it, and is told the progress. */
    CompletionStage<TransactionStatus> completion(
            StatusRequest request, Duration timeout, Consumer<TransactionStatus> progress) {
        return completions.await(request, timeout, progress);
    }

    /**
     * Refuses writes until {@link #resume}, those of the blocking client too, and lets those under way end, with their repeats and the
     * questions for lost answers. Reads go on until {@link Gen2Client#close}.
     *
     * @return completes when no write is under way
     */
    public CompletableFuture<@Nullable Void> drain() {
        return connection.writes().close().toCompletableFuture();
    }

    /** Takes writes again after {@link #drain}. */
    public void resume() {
        connection.writes().open();
    }

    private <A> CompletableFuture<A> send(Request<A> request) {
        return WorkThreads.apart(() -> client.send(request)).toCompletableFuture();
    }
}
