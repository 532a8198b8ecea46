package io.github.kdpbridge.benchmarks.jmh;

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
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UploadRequest;

/** Accepts every upload at once, and knows nothing else. */
record InstantProgram(ResellerId reseller, Receipt receipt) implements DeploymentProgram {
    InstantProgram(Receipt receipt) {
        this(Loads.RESELLER, receipt);
    }

    @Override
    public Receipt upload(UploadRequest request) {
        return receipt;
    }

    @Override
    public Receipt delete(DeleteRequest request) {
        throw new UnsupportedOperationException("only uploads are measured");
    }

    @Override
    public Receipt remove(RemovalRequest request) {
        throw new UnsupportedOperationException("only uploads are measured");
    }

    @Override
    public TransactionStatus status(StatusRequest request) {
        throw new UnsupportedOperationException("only uploads are measured");
    }

    @Override
    public Page<TransactionStatus> transactions(TransactionsQuery query, PageRequest page) {
        throw new UnsupportedOperationException("only uploads are measured");
    }

    @Override
    public Page<ListedDevice> devices(DeviceQuery query, PageRequest page) {
        throw new UnsupportedOperationException("only uploads are measured");
    }

    @Override
    public Page<Customer> customers(CustomerQuery query, PageRequest page) {
        throw new UnsupportedOperationException("only uploads are measured");
    }

    /** The facade adds no ledger of its own to what it measures. */
    @Override
    public boolean remembersWrites() {
        return true;
    }
}
