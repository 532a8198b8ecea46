package io.github.kdpbridge.gateway;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/** A program whose uploads go on until the test lets them end. */
public class HeldProgram implements DeploymentProgram {
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final Page<Customer> customers;

    public HeldProgram() {
        this(new Page<>(List.of(), 0L, 0));
    }

    public HeldProgram(Page<Customer> customers) {
        this.customers = customers;
    }

    /** Waits until so many more uploads have begun. */
    public void awaitBegun(int uploads) throws InterruptedException {
        begun.acquire(uploads);
    }

    public void letEnd(int uploads) {
        mayEnd.release(uploads);
    }

    @Override
    public ResellerId reseller() {
        return ResellerId.of("4680000925");
    }

    /** Offers uploads, and a list of customers. */
    @Override
    public <A> CompletionStage<A> send(Request<A> request) {
        return Handlers.builder()
                .blocking(Operation.UPLOAD, this::hold)
                .blocking(Operation.CUSTOMERS, query -> customers)
                .build()
                .send(request);
    }

    private Receipt hold(UploadRequest request) {
        begun.release();
        mayEnd.acquireUninterruptibly();
        return new Receipt(request.transaction(), TransactionState.PROGRESS, UnknownFields.none());
    }

    /** Each upload is held, also one that repeats another. */
    @Override
    public boolean remembersWrites() {
        return true;
    }
}
