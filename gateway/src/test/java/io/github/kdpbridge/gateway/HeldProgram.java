package io.github.kdpbridge.gateway;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import java.util.concurrent.Semaphore;

/** A program whose uploads go on until the test lets them end. */
class HeldProgram implements DeploymentProgram {
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);

    /** Waits until so many more uploads have begun. */
    void awaitBegun(int uploads) throws InterruptedException {
        begun.acquire(uploads);
    }

    void letEnd(int uploads) {
        mayEnd.release(uploads);
    }

    @Override
    public ResellerId reseller() {
        return ResellerId.of("4680000925");
    }

    @Override
    public Receipt upload(UploadRequest request) {
        begun.release();
        mayEnd.acquireUninterruptibly();
        return new Receipt(request.transaction(), TransactionState.PROGRESS, UnknownFields.none());
    }

    /** Each upload is held, also one that repeats another. */
    @Override
    public boolean remembersWrites() {
        return true;
    }

    @Override
    public Receipt delete(DeleteRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TransactionStatus status(StatusRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Receipt remove(RemovalRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<TransactionStatus> transactions(TransactionsQuery query, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<ListedDevice> devices(DeviceQuery query, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Customer> customers(CustomerQuery query, PageRequest page) {
        throw new UnsupportedOperationException();
    }
}
