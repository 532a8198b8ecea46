package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import io.github.kdpbridge.gen1facade.wire.Gen1Writer;
import io.github.kdpbridge.gen1facade.wire.WriteDto;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** An upload or a deletion. */
record WriteCall(Kind kind, WriteDto body, Gen1Profile profile, Gen1Writer writer) implements Gen1Call {

    /**
     * The kind of write in the path, which the body may repeat as its {@code transactionType} (documented, observed).
     */
    enum Kind {
        UPLOAD("New"),
        DELETE("Delete");

        private final String transactionType;

        Kind(String transactionType) {
            this.transactionType = transactionType;
        }
    }

    @Override
    public @Nullable String transactionId() {
        return body.transactionId();
    }

    @Override
    public Gen1Names names() {
        return new Gen1Names(body.customerId(), kind == Kind.DELETE ? body.removeTransactionId() : null);
    }

    @Override
    public CompletionStage<ByteString> answer(DeploymentProgram program) {
        return program.send(request(Gen1Call.accountOf(program))).thenApply(writer::receipt);
    }

    @Override
    public boolean isWrite() {
        return true;
    }

    @Override
    public WriteRequest request(AccountCheck account) {
        ResellerId reseller = Gen1Call.requiredReseller(body.resellerId());
        WriteRequest request = write();
        account.require(reseller);
        requireTransactionType();
        return request;
    }

    private WriteRequest write() {
        TransactionId transaction = TransactionId.of(Gen1Call.required(body.transactionId(), "transactionId"));
        CustomerId customer = CustomerId.of(Gen1Call.required(body.customerId(), "customerId"));
        VendorId vendor = Gen1Call.optional(body.vendorId(), VendorId::of);
        if (kind == Kind.UPLOAD) {
            return upload(transaction, customer, vendor, devices());
        }
        TransactionId upload = Gen1Call.optional(body.removeTransactionId(), TransactionId::of);
        if (upload == null) {
            return new DeleteRequest(transaction, customer, vendor, devices());
        }
        requireNoDevices();
        return new RemovalRequest(transaction, customer, vendor, upload);
    }

    /** An empty list counts as absent (assumed). */
    private void requireNoDevices() {
        if (body.devices() != null && !body.devices().isEmpty()) {
            throw Gen1Refusal.of(
                    Condition.RESOURCE_DUPLICATE_PARAM,
                    "Must provide only one of the following request parameters. {devices, removeTransactionId}");
        }
    }

    private Devices devices() {
        String type = Gen1Call.required(body.deviceType(), "devices.type");
        return new Devices(profile.type(type), Gen1Call.required(body.devices(), "devices.list"));
    }

    private void requireTransactionType() {
        if (body.transactionType() != null && !body.transactionType().equals(kind.transactionType)) {
            throw Gen1Refusal.parameter("transactionType must be " + kind.transactionType);
        }
    }

    private UploadRequest upload(
            TransactionId transaction, CustomerId customer, @Nullable VendorId vendor, Devices devices) {
        Long orderTime = body.orderTime();
        return UploadRequest.builder(customer, transaction)
                .vendor(vendor)
                .devices(devices)
                .orderNo(body.orderNo())
                .orderTime(orderTime == null ? null : Instant.ofEpochSecond(orderTime))
                .targetService(body.targetService())
                .profileAliases(body.profileAliases())
                .build();
    }
}
