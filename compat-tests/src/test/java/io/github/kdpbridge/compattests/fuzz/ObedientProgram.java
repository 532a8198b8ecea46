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
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
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
    public TransactionStatus status(StatusRequest request) {
        asked.add(request);
        return new TransactionStatus(
                request.transaction(),
                TransactionState.COMPLETE,
                TransactionType.UPLOAD,
                List.of(new DeviceOutcome(device, null)));
    }

    @Override
    public Page<ListedDevice> devices(DeviceQuery query, PageRequest page) {
        asked.add(query);
        ListedDevice listed =
                new ListedDevice(device, null, null, null, query.customer(), null, null, UnknownFields.none());
        return new Page<>(page.number() == 0 ? List.of(listed) : List.of(), 1L, page.number());
    }

    @Override
    public Page<Customer> customers(CustomerQuery query, PageRequest page) {
        asked.add(query);
        return new Page<>(List.of(), 0L, page.number());
    }

    @Override
    public Page<Reseller> resellers(PageRequest page) {
        asked.add(page);
        return new Page<>(List.of(new Reseller(reseller, "name", null, UnknownFields.none())), 1L, page.number());
    }
}
