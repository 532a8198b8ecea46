package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.gen1facade.wire.Gen1ListProfile;
import io.github.kdpbridge.gen1facade.wire.Gen1Writer;
import io.github.kdpbridge.gen1facade.wire.Parameters;
import java.util.concurrent.CompletionStage;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A request for the status of a transaction, or for a page of all transactions if it names none. */
record StatusCall(Parameters parameters, Gen1ListProfile profile, Gen1Writer writer) implements Gen1Call {
    @Override
    public @Nullable String transactionId() {
        return parameters.text("transactionId");
    }

    @Override
    public Gen1Names names() {
        return new Gen1Names(customerId(), transactionId());
    }

    @Override
    public CompletionStage<ByteString> answer(DeploymentProgram program) {
        ResellerId reseller = Gen1Call.requiredReseller(parameters.text("resellerId"));
        TransactionId transaction = Gen1Call.optional(transactionId(), TransactionId::of);
        long pageNum = parameters.pageNum("pageNum");
        VendorId vendor = Gen1Call.optional(parameters.text("vendorId"), VendorId::of);
        if (transaction != null) {
            Gen1Call.requireAccount(reseller, program);
            return program.send(new StatusRequest(transaction, vendor))
                    .thenApply(status -> writer.status(status, pageNum));
        }
        int pageSize = parameters.pageSize("pageSize", profile.pageSize(), profile.pageSizeLimit());
        Gen1Call.requireAccount(reseller, program);
        PageRequest page = new PageRequest(pageNum, pageSize);
        TransactionsQuery query = new TransactionsQuery(Gen1Call.optional(customerId(), CustomerId::of), vendor, page);
        return ListCall.page(program, query).thenApply(items -> writer.transactions(items, page));
    }

    private @Nullable String customerId() {
        return parameters.text("customerId");
    }
}
