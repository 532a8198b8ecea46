package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ReadRequest;
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
    public ReadRequest<?> request(AccountCheck account) {
        TransactionId transaction = Gen1Call.optional(transactionId(), TransactionId::of);
        return transaction == null ? list(account) : status(transaction, account);
    }

    @Override
    public CompletionStage<ByteString> answer(DeploymentProgram program) {
        AccountCheck account = Gen1Call.accountOf(program);
        TransactionId transaction = Gen1Call.optional(transactionId(), TransactionId::of);
        if (transaction != null) {
            return program.send(status(transaction, account)).thenApply(status -> writer.status(status, pageNum()));
        }
        TransactionsQuery query = list(account);
        return ListCall.page(program, query).thenApply(items -> writer.transactions(items, query.page()));
    }

    private StatusRequest status(TransactionId transaction, AccountCheck account) {
        ResellerId reseller = Gen1Call.requiredReseller(parameters.text("resellerId"));
        pageNum();
        account.require(reseller);
        return new StatusRequest(transaction, vendor());
    }

    private TransactionsQuery list(AccountCheck account) {
        ResellerId reseller = Gen1Call.requiredReseller(parameters.text("resellerId"));
        long pageNum = pageNum();
        int pageSize = parameters.pageSize("pageSize", profile.pageSize(), profile.pageSizeLimit());
        account.require(reseller);
        CustomerId customer = Gen1Call.optional(customerId(), CustomerId::of);
        return new TransactionsQuery(customer, vendor(), new PageRequest(pageNum, pageSize));
    }

    /** Returns the page, which a request for one transaction may name too. */
    private long pageNum() {
        return parameters.pageNum("pageNum");
    }

    private @Nullable VendorId vendor() {
        return Gen1Call.optional(parameters.text("vendorId"), VendorId::of);
    }

    private @Nullable String customerId() {
        return parameters.text("customerId");
    }
}
