package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.gen1facade.wire.Gen1Writer;
import io.github.kdpbridge.gen1facade.wire.Parameters;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A question for a transaction's status. */
record StatusCall(Parameters parameters, Gen1Writer writer) implements Gen1Call {
    @Override
    public @Nullable String transactionId() {
        return parameters.text("transactionId");
    }

    @Override
    public ByteString answer(DeploymentProgram program) {
        ResellerId reseller = Gen1Call.requiredReseller(parameters.text("resellerId"));
        TransactionId transaction = TransactionId.of(Gen1Call.required(transactionId(), "transactionId"));
        Gen1Call.requireAccount(reseller, program);
        long pageNum = parameters.pageNum("pageNum");
        VendorId vendor = Gen1Call.optional(parameters.text("vendorId"), VendorId::of);
        return writer.status(program.status(new StatusRequest(transaction, vendor)), pageNum);
    }
}
