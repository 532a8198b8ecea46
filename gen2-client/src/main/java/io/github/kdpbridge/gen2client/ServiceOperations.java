package io.github.kdpbridge.gen2client;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.gen2client.wire.Gen2Api;
import io.github.kdpbridge.serviceclient.event.Call;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** The handlers of a {@link Gen2Client}, over the requests of {@link Gen2Api}. */
final class ServiceOperations {
    private final ImmutableList<Reseller> resellers;
    private final DeviceCheck check;
    private final Connection connection;
    private final Gen2Api api;
    private final Settlement settlement;

    ServiceOperations(
            Gen2Client.Builder builder,
            Connection connection,
            Function<StatusRequest, CompletionStage<TransactionStatus>> status) {
        this.resellers = ImmutableList.<Reseller>builder()
                .add(new Reseller(builder.reseller, builder.name))
                .addAll(builder.vendors)
                .build();
        this.check = builder.deviceCheck;
        this.connection = connection;
        this.api = connection.api();
        this.settlement = new Settlement(builder.resilience, connection.scheduler(), connection.listener(), status);
    }

    Handlers handlers() {
        return Handlers.builder()
                .on(Operation.UPLOAD, this::write)
                .on(Operation.DELETE, this::write)
                .on(Operation.REMOVE, this::settle)
                .on(Operation.STATUS, this::status)
                .on(Operation.TRANSACTIONS, this::transactions)
                .on(Operation.DEVICES, this::call)
                .on(Operation.CUSTOMERS, this::call)
                .on(Operation.RESELLERS, query -> Stages.of(() -> Page.of(resellers, query.page())))
                .on(Operation.PROFILES, this::call)
                .build();
    }

    private CompletionStage<Receipt> write(DeviceWrite request) {
        check.check(request.label(), request.devices());
        return settle(request);
    }

    private CompletionStage<Receipt> settle(WriteRequest request) {
        return connection.writes().pass(request, () -> settlement.settle(request, failed -> sent(request, failed)));
    }

    private CompletionStage<Receipt> sent(WriteRequest request, Consumer<KdpException> failed) {
        return connection.call(Call.of(request), token -> {
            try {
                return api.send(token, request);
            } catch (KdpException e) {
                failed.accept(e);
                tellOfVendor(request, e);
                throw e;
            }
        });
    }

    private void tellOfVendor(WriteRequest request, KdpException failure) {
        VendorId vendor = request.vendor();
        boolean known = vendor != null
                && resellers.stream().anyMatch(reseller -> reseller.id().value().equals(vendor.value()));
        if (known && failure instanceof RefusedException refusal && refusal.condition() == Condition.VENDOR_NOT_FOUND) {
            connection.listener().surprise(Assumption.VENDOR, "40400003 for a vendor of the configuration");
        }
    }

    private CompletionStage<TransactionStatus> status(StatusRequest request) {
        Call call = Call.of(request);
        return api.status(request).run(page -> connection.call(call, page)).thenApply(status -> {
            connection.inspect(call, List.of(status));
            return status;
        });
    }

    private CompletionStage<Page<TransactionStatus>> transactions(TransactionsQuery query) {
        return call(query).thenApply(page -> {
            connection.inspect(Call.of(query), page.items());
            return page;
        });
    }

    private <A> CompletionStage<A> call(Request<A> request) {
        return connection.call(Call.of(request), token -> api.send(token, request));
    }
}
