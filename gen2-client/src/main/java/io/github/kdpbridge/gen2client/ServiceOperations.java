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
import io.github.kdpbridge.serviceclient.http.Outgoing;
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
    private final Function<Request<?>, Call> calls;
    private final Handlers handlers;

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
        this.calls = Call::of;
        this.handlers = handlers();
    }

    private ServiceOperations(ServiceOperations other, Function<Request<?>, Call> calls) {
        this.resellers = other.resellers;
        this.check = other.check;
        this.connection = other.connection;
        this.api = other.api;
        this.settlement = other.settlement;
        this.calls = calls;
        this.handlers = handlers();
    }

    /** Returns the same operations for one call that has its id already. */
    ServiceOperations as(Call call) {
        return new ServiceOperations(this, request -> call);
    }

    <A> CompletionStage<A> send(Request<A> request) {
        return Stages.bare(handlers.send(request));
    }

    private Handlers handlers() {
        return Handlers.builder()
                .on(Operation.UPLOAD, request -> identified(request, this::write))
                .on(Operation.DELETE, request -> identified(request, this::write))
                .on(Operation.REMOVE, request -> identified(request, this::settle))
                .on(Operation.STATUS, request -> identified(request, this::status))
                .on(Operation.TRANSACTIONS, query -> identified(query, this::transactions))
                .on(Operation.DEVICES, query -> identified(query, this::call))
                .on(Operation.CUSTOMERS, query -> identified(query, this::call))
                .on(Operation.RESELLERS, query -> Stages.of(() -> Page.of(resellers, query.page())))
                .on(Operation.PROFILES, query -> identified(query, this::call))
                .build();
    }

    private interface Work<Q, A> {
        CompletionStage<A> begin(Q request, Call call);
    }

    /** Gives a call its id, and the exception that it fails with. */
    private <Q extends Request<A>, A> CompletionStage<A> identified(Q request, Work<Q, A> work) {
        Call call = calls.apply(request);
        return Stages.recover(Stages.begin(() -> work.begin(request, call)), failure -> {
            failure.identify(call.id());
            return Stages.failed(failure);
        });
    }

    private CompletionStage<Receipt> write(DeviceWrite request, Call call) {
        check.check(request.label(), request.devices());
        return settle(request, call);
    }

    private CompletionStage<Receipt> settle(WriteRequest request, Call call) {
        return connection
                .writes()
                .pass(request, () -> settlement.settle(request, call, failed -> sent(request, call, failed)));
    }

    private CompletionStage<Receipt> sent(WriteRequest request, Call call, Consumer<KdpException> failed) {
        return connection.call(call, token -> {
            Outgoing<Receipt> write = api.outgoing(token, request);
            return write.exchange().outgoing(write.request(), reply -> {
                try {
                    return write.reading().apply(reply);
                } catch (KdpException e) {
                    failed.accept(e);
                    tellOfVendor(request, e);
                    throw e;
                }
            });
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

    private CompletionStage<TransactionStatus> status(StatusRequest request, Call call) {
        return api.status(request).run(page -> connection.call(call, page)).thenApply(status -> {
            connection.inspect(call, List.of(status));
            return status;
        });
    }

    private CompletionStage<Page<TransactionStatus>> transactions(TransactionsQuery query, Call call) {
        return call(query, call).thenApply(page -> {
            connection.inspect(call, page.items());
            return page;
        });
    }

    private <A> CompletionStage<A> call(Request<A> request, Call call) {
        return connection.call(call, token -> api.outgoing(token, request));
    }
}
