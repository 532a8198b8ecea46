package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

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

    /** Completes the transactions of which nothing else is said; no device has failed. */
    public void completeAll() {
        state = TransactionState.COMPLETE;
    }

    @Override
    public ResellerId reseller() {
        return reseller;
    }

    @Override
    public <A> CompletionStage<A> send(Request<A> request) {
        return Handlers.builder()
                .blocking(Operation.UPLOAD, this::take)
                .blocking(Operation.DELETE, this::take)
                .blocking(Operation.REMOVE, this::take)
                .blocking(Operation.STATUS, this::answer)
                .blocking(Operation.TRANSACTIONS, query -> noted(query, () -> transactions))
                .blocking(Operation.DEVICES, this::answer)
                .blocking(Operation.CUSTOMERS, query -> noted(query, () -> customers))
                .blocking(Operation.RESELLERS, query -> noted(query, () -> resellers))
                .build()
                .send(request);
    }

    private Receipt take(WriteRequest request) {
        return noted(request, () -> new Receipt(request.transaction(), TransactionState.PROGRESS));
    }

    private TransactionStatus answer(StatusRequest request) {
        note(request);
        if (statuses.containsKey(request.transaction())) {
            return statuses.get(request.transaction());
        }
        if (knowsNoOther) {
            throw new RefusedException(
                    request.label(),
                    new ServiceError(Condition.TRANSACTION_NOT_FOUND, "404", "", null),
                    404,
                    null,
                    false);
        }
        return status == null
                ? new TransactionStatus(request.transaction(), state, TransactionType.UPLOAD, List.of())
                : status;
    }

    private Page<ListedDevice> answer(DeviceQuery query) {
        note(query);
        List<ListedDevice> found = devices.stream()
                .filter(device -> query.customer() == null || query.customer().equals(device.customer()))
                .toList();
        return new Page<>(
                query.page().number() == 0 ? found : List.of(),
                (long) found.size(),
                query.page().number());
    }

    private <A> A noted(Request<?> request, Supplier<A> answer) {
        note(request);
        return answer.get();
    }

    private void note(Request<?> request) {
        asked.add(request);
        work.run();
        if (failure != null && !(failsWritesOnly && request instanceof StatusRequest)) {
            throw failure;
        }
    }
}
