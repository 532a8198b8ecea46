package io.github.kdpbridge.compattests.fuzz;

import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
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
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import java.util.ArrayList;
import java.util.List;

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
    public Receipt upload(UploadRequest request) {
        asked.add(request);
        return new Receipt(request.transaction(), TransactionState.PROGRESS);
    }

    @Override
    public Receipt delete(DeleteRequest request) {
        asked.add(request);
        return new Receipt(request.transaction(), TransactionState.PROGRESS);
    }

    @Override
    public Receipt remove(RemovalRequest request) {
        asked.add(request);
        return new Receipt(request.transaction(), TransactionState.PROGRESS);
    }

    @Override
    public TransactionStatus status(StatusRequest request) {
        asked.add(request);
        return complete(request.transaction());
    }

    @Override
    public Page<TransactionStatus> transactions(TransactionsQuery query, PageRequest page) {
        asked.add(query);
        return Page.of(List.of(complete(TransactionId.of("transaction-of-" + reseller.value()))), page);
    }

    private TransactionStatus complete(TransactionId transaction) {
        return new TransactionStatus(
                transaction, TransactionState.COMPLETE, TransactionType.UPLOAD, List.of(DeviceOutcome.success(device)));
    }

    @Override
    public Page<ListedDevice> devices(DeviceQuery query, PageRequest page) {
        asked.add(query);
        ListedDevice listed =
                new ListedDevice(List.of(device), null, null, query.customer(), null, UnknownFields.none());
        return Page.of(List.of(listed), page);
    }

    @Override
    public Page<Customer> customers(CustomerQuery query, PageRequest page) {
        asked.add(query);
        return Page.of(List.of(), page);
    }

    @Override
    public Page<Reseller> resellers(PageRequest page) {
        asked.add(page);
        return Page.of(List.of(new Reseller(reseller, "name")), page);
    }
}
