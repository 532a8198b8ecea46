package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UploadRequest;
import java.util.ArrayList;
import java.util.List;

/** A program that accepts everything, unless it is told to fail, and remembers what it was asked. */
final class FakeProgram implements DeploymentProgram {
    final List<Object> asked = new ArrayList<>();
    TransactionStatus status;
    RuntimeException failure;
    private final ResellerId reseller;

    FakeProgram(String reseller) {
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

    private void remember(Object request) {
        asked.add(request);
        if (failure != null) {
            throw failure;
        }
    }
}
