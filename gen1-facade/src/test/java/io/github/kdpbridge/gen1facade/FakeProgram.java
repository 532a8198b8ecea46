package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UploadRequest;
import java.util.ArrayList;
import java.util.List;

/** A program that accepts everything, unless it is told to fail, and remembers what it was asked. */
public final class FakeProgram implements DeploymentProgram {
    public final List<Object> asked = new ArrayList<>();
    public TransactionStatus status;
    public RuntimeException failure;
    public Runnable work = () -> {};
    private final ResellerId reseller;

    public FakeProgram(String reseller) {
        this.reseller = ResellerId.of(reseller);
    }

    @Override
    public ResellerId reseller() {
        return reseller;
    }

    @Override
    public Receipt upload(UploadRequest request) {
        remember(request);
        return new Receipt(request.transaction(), TransactionState.PROGRESS);
    }

    @Override
    public Receipt delete(DeleteRequest request) {
        remember(request);
        return new Receipt(request.transaction(), TransactionState.PROGRESS);
    }

    @Override
    public TransactionStatus status(StatusRequest request) {
        remember(request);
        return status == null
                ? new TransactionStatus(
                        request.transaction(), TransactionState.PROGRESS, TransactionType.UPLOAD, List.of())
                : status;
    }

    @Override
    public Page<ListedDevice> devices(DeviceQuery query, PageRequest page) {
        remember(query);
        return new Page<>(List.of(), 0L, page.number());
    }

    @Override
    public Page<Customer> customers(CustomerQuery query, PageRequest page) {
        remember(query);
        return new Page<>(List.of(), 0L, page.number());
    }

    @Override
    public Page<Reseller> resellers(PageRequest page) {
        remember(page);
        return new Page<>(List.of(), 0L, page.number());
    }

    private void remember(Object request) {
        asked.add(request);
        work.run();
        if (failure != null) {
            throw failure;
        }
    }
}
