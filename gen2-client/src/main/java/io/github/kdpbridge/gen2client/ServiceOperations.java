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
import io.github.kdpbridge.core.ResellerId;
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
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The operations of a {@link Gen2Client}: what each asks of the service, and what its answer gives away. */
final class ServiceOperations {
    private final ResellerId reseller;
    private final ImmutableList<Reseller> resellers;
    private final DeviceCheck check;
    private final Connection connection;
    private final Gen2Api api;
    private final Settlement settlement;

    ServiceOperations(
            Gen2Client.Builder builder,
            Connection connection,
            Function<StatusRequest, CompletionStage<TransactionStatus>> status) {
        this.reseller = builder.reseller;
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
                .on(Operation.UPLOAD, request -> write(request, token -> api.upload(token, reseller, request)))
                .on(Operation.DELETE, request -> write(request, token -> api.delete(token, reseller, request)))
                .on(Operation.REMOVE, request -> settle(request, token -> api.remove(token, reseller, request)))
                .on(Operation.STATUS, this::ask)
                .on(Operation.TRANSACTIONS, this::list)
                .on(Operation.DEVICES, query -> call(query, token -> api.lists().devices(token, reseller, query)))
                .on(
                        Operation.CUSTOMERS,
                        query -> call(query, token -> api.lists().customers(token, reseller, query)))
                .on(Operation.RESELLERS, query -> Stages.of(() -> Page.of(resellers, query.page())))
                .on(
                        Operation.PROFILES,
                        query -> call(query, token -> api.lists().kmeProfiles(token, reseller, query)))
                .build();
    }

    private CompletionStage<Receipt> write(DeviceWrite request, Function<Map<String, String>, Receipt> send) {
        check.check(request.label(), request.devices());
        return settle(request, send);
    }

    private CompletionStage<Receipt> settle(WriteRequest request, Function<Map<String, String>, Receipt> send) {
        return settlement.settle(
                request,
                failed -> connection.call(Call.of(request), token -> {
                    try {
                        return send.apply(token);
                    } catch (KdpException e) {
                        failed.accept(e);
                        tellOfVendor(request, e);
                        throw e;
                    }
                }));
    }

    private void tellOfVendor(WriteRequest request, KdpException failure) {
        VendorId vendor = request.vendor();
        boolean known = vendor != null
                && resellers.stream().anyMatch(reseller -> reseller.id().value().equals(vendor.value()));
        if (known && failure instanceof RefusedException refusal && refusal.condition() == Condition.VENDOR_NOT_FOUND) {
            connection.listener().surprise(Assumption.VENDOR, "40400003 for a vendor of the configuration");
        }
    }

    private CompletionStage<TransactionStatus> ask(StatusRequest request) {
        return api.status(reseller, request).run(page -> call(request, page)).thenApply(status -> {
            connection.inspect(Call.of(request), List.of(status));
            return status;
        });
    }

    private CompletionStage<Page<TransactionStatus>> list(TransactionsQuery query) {
        return call(query, token -> api.lists().transactions(token, reseller, query))
                .thenApply(page -> {
                    connection.inspect(Call.of(query), page.items());
                    return page;
                });
    }

    private <T> CompletionStage<T> call(Request<?> request, Function<Map<String, String>, T> send) {
        return connection.call(Call.of(request), send);
    }
}
