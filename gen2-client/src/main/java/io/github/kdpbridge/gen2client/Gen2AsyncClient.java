package io.github.kdpbridge.gen2client;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Profile;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The operations of a {@link Gen2Client} as futures.
 *
 * <p>Each call runs on the client's executor, with the same gates and repeats. A future fails with the
 * {@link io.github.kdpbridge.core.error.KdpException} that the operation throws. Cancelling a future does not take back
 * a request: it may have been sent. Safe for use by many threads.
 */
public final class Gen2AsyncClient {
    private final Gen2Client client;
    private final Executor executor;

    Gen2AsyncClient(Gen2Client client, Executor executor) {
        this.client = client;
        this.executor = executor;
    }

    /** Registers devices with a customer; see {@link Gen2Client#upload}. */
    public CompletableFuture<Receipt> upload(UploadRequest request) {
        return run(() -> client.upload(request));
    }

    /** Takes devices back out of a customer's account; see {@link Gen2Client#delete}. */
    public CompletableFuture<Receipt> delete(DeleteRequest request) {
        return run(() -> client.delete(request));
    }

    /** Asks what became of an upload or a deletion; see {@link Gen2Client#status(StatusRequest)}. */
    public CompletableFuture<TransactionStatus> status(StatusRequest request) {
        return run(() -> client.status(request));
    }

    /** Waits until the service has worked off a transaction; occupies a thread meanwhile. */
    public CompletableFuture<TransactionStatus> awaitCompletion(
            StatusRequest request, Duration timeout, Consumer<TransactionStatus> progress) {
        return run(() -> client.awaitCompletion(request, timeout, progress));
    }

    /** Lists devices, one page of them; see {@link Gen2Client#devices}. */
    public CompletableFuture<Page<ListedDevice>> devices(DeviceQuery query, PageRequest page) {
        return run(() -> client.devices(query, page));
    }

    /** Lists customers, one page of them; see {@link Gen2Client#customers}. */
    public CompletableFuture<Page<Customer>> customers(CustomerQuery query, PageRequest page) {
        return run(() -> client.customers(query, page));
    }

    /** Lists resellers, one page of them; see {@link Gen2Client#resellers}. */
    public CompletableFuture<Page<Reseller>> resellers(PageRequest page) {
        return run(() -> client.resellers(page));
    }

    /** Lists a customer's Knox Mobile Enrollment profiles; see {@link Gen2Client#kmeProfiles}. */
    public CompletableFuture<List<Profile>> kmeProfiles(CustomerId customer) {
        return run(() -> client.kmeProfiles(customer));
    }

    private <T> CompletableFuture<T> run(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, executor);
    }
}
