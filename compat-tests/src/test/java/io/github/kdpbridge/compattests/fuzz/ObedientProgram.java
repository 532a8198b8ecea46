package io.github.kdpbridge.compattests.fuzz;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A program that does whatever it is asked, and remembers it. */
final class ObedientProgram implements DeploymentProgram {
    private final ResellerId reseller;
    private final DeviceId device;
    private final List<Object> asked = new ArrayList<>();

    /** @param device the one device of this reseller */
    ObedientProgram(String reseller, String device) {
        this.reseller = ResellerId.of(reseller);
        this.device = DeviceId.imei(device);
    }

    /** Returns what it was asked since the last time. */
    List<Object> asked() {
        List<Object> copy = List.copyOf(asked);
        asked.clear();
        return copy;
    }

    @Override
    public ResellerId reseller() {
        return reseller;
    }

    @Override
    public <A> CompletionStage<A> send(Request<A> request) {
        asked.add(request);
        return Handlers.builder()
                .blocking(Operation.UPLOAD, ObedientProgram::receipt)
                .blocking(Operation.DELETE, ObedientProgram::receipt)
                .blocking(Operation.REMOVE, ObedientProgram::receipt)
                .blocking(Operation.STATUS, status -> complete(status.transaction()))
                .blocking(Operation.TRANSACTIONS, this::transactions)
                .blocking(Operation.DEVICES, this::devices)
                .blocking(Operation.CUSTOMERS, query -> Page.of(List.of(), query.page()))
                .blocking(Operation.RESELLERS, query -> Page.of(List.of(new Reseller(reseller, "name")), query.page()))
                .build()
                .send(request);
    }

    private static Receipt receipt(WriteRequest request) {
        return new Receipt(request.transaction(), TransactionState.PROGRESS);
    }

    private Page<TransactionStatus> transactions(TransactionsQuery query) {
        return Page.of(List.of(complete(TransactionId.of("transaction-of-" + reseller.value()))), query.page());
    }

    private TransactionStatus complete(TransactionId transaction) {
        return new TransactionStatus(
                transaction, TransactionState.COMPLETE, TransactionType.UPLOAD, List.of(DeviceOutcome.success(device)));
    }

    private Page<ListedDevice> devices(DeviceQuery query) {
        ListedDevice listed =
                new ListedDevice(List.of(device), null, null, query.customer(), null, UnknownFields.none());
        return Page.of(List.of(listed), query.page());
    }
}
