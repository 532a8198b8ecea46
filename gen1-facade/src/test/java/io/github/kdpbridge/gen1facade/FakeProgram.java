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
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program that accepts everything, unless it is told to fail, and notes what it was asked. */
public final class FakeProgram implements DeploymentProgram {
    public final List<Object> asked = new ArrayList<>();
    final List<ListedDevice> devices = new ArrayList<>();
    final Map<TransactionId, TransactionStatus> statuses = new HashMap<>();
    Page<Customer> customers = new Page<>(List.of(), 0L, 0);
    Page<Reseller> resellers = new Page<>(List.of(), 0L, 0);
    Page<TransactionStatus> transactions = new Page<>(List.of(), 0L, 0);
    TransactionStatus status;
    public RuntimeException failure;
    public Runnable work = () -> {};
    TransactionState state = TransactionState.PROGRESS;
    boolean knowsNoOther;
    boolean failsWritesOnly;
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
    public Receipt remove(RemovalRequest request) {
        remember(request);
        return new Receipt(request.transaction(), TransactionState.PROGRESS);
    }

    @Override
    public Page<TransactionStatus> transactions(TransactionsQuery query, PageRequest page) {
        remember(new Asked(query, page));
        return transactions;
    }

    @Override
    public TransactionStatus status(StatusRequest request) {
        remember(request);
        if (statuses.containsKey(request.transaction())) {
            return statuses.get(request.transaction());
        }
        if (knowsNoOther) {
            throw new RefusedException(
                    "status " + request.transaction(),
                    new ServiceError(Condition.TRANSACTION_NOT_FOUND, "404", "", null),
                    404,
                    null,
                    false);
        }
        return status == null
                ? new TransactionStatus(request.transaction(), state, TransactionType.UPLOAD, List.of())
                : status;
    }

    @Override
    public Page<ListedDevice> devices(DeviceQuery query, PageRequest page) {
        remember(new Asked(query, page));
        List<ListedDevice> found = devices.stream()
                .filter(device -> query.customer() == null || query.customer().equals(device.customer()))
                .toList();
        return new Page<>(page.number() == 0 ? found : List.of(), (long) found.size(), page.number());
    }

    @Override
    public Page<Customer> customers(CustomerQuery query, PageRequest page) {
        remember(new Asked(query, page));
        return customers;
    }

    @Override
    public Page<Reseller> resellers(PageRequest page) {
        remember(page);
        return resellers;
    }

    /** A question for a page of a list. */
    record Asked(Object query, PageRequest page) {}

    private void remember(Object request) {
        asked.add(request);
        work.run();
        if (failure != null && !(failsWritesOnly && request instanceof StatusRequest)) {
            throw failure;
        }
    }
}
