package io.github.kdpbridge.gen1client;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Strings;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.gen1facade.Gen1Header;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.github.kdpbridge.gen1facade.OldService;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.http.RawAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Passes the requests of a handler's callers on to the old service, and its answers back. Safe for use by many threads. */
public final class PassedOn implements OldService {
    private final Gen1Upstream upstream;
    private final BooleanSupplier servesAll;
    private final Supplier<CompletionStage<Boolean>> takesUnread;

    /**
     * Creates the way to the old service.
     *
     * @param upstream the old service, for one account
     * @param servesAll whether no customer of the account has moved; must not block
     */
    public PassedOn(Gen1Upstream upstream, BooleanSupplier servesAll) {
        this(upstream, servesAll, () -> Stages.of(servesAll::getAsBoolean));
    }

    /**
     * Creates the way to the old service of an account whose customers move meanwhile.
     *
     * @param upstream the old service, for one account
     * @param servesAll whether no customer of the account has moved; must not block
     * @param takesUnread whether a write may be passed on whose customer cannot be read, as by
     *     {@link io.github.kdpbridge.core.migration.Routes#passUnread}
     */
    public PassedOn(Gen1Upstream upstream, BooleanSupplier servesAll, Supplier<CompletionStage<Boolean>> takesUnread) {
        this.upstream = requireNonNull(upstream, "upstream");
        this.servesAll = requireNonNull(servesAll, "servesAll");
        this.takesUnread = requireNonNull(takesUnread, "takesUnread");
    }

    @Override
    public void check(Gen1Request request) {
        upstream.refuseLoop(RelayedRequest.of(request));
    }

    @Override
    public CompletionStage<Answer<Receipt>> write(WriteRequest write, Gen1Request request) {
        Receipt receipt = new Receipt(write.transaction(), TransactionState.PROGRESS);
        return upstream.relay(Call.of(write), RelayedRequest.of(request))
                .thenApply(relayed -> new Answer<>(
                        response(relayed.answer()), relayed.failure() == null ? receipt : null, relayed.failure()));
    }

    @Override
    public <A> CompletionStage<Answer<A>> read(ReadRequest<A> question, Gen1Request request) {
        return upstream.relay(Call.of(question), RelayedRequest.of(request))
                .thenApply(relayed -> relayed.failure() == null
                        ? read(question, relayed.answer())
                        : new Answer<>(response(relayed.answer()), null, relayed.failure()));
    }

    private <A> Answer<A> read(ReadRequest<A> question, RawAnswer answer) {
        try {
            return new Answer<>(response(answer), upstream.meaning(question, answer), null);
        } catch (KdpException e) {
            return new Answer<>(response(answer), null, e);
        }
    }

    /** An unreadable write is sent once, as any other. */
    @Override
    public CompletionStage<Gen1Response> unread(Gen1Request request) {
        String transaction = Strings.nullToEmpty(request.transactionId());
        Call call = new Call(request.method().equals("GET") ? Operation.DEVICES : Operation.UPLOAD, transaction);
        return upstream.relay(call, RelayedRequest.of(request)).thenApply(relayed -> response(relayed.answer()));
    }

    @Override
    public boolean servesAll() {
        return servesAll.getAsBoolean();
    }

    @Override
    public CompletionStage<Boolean> takesUnread() {
        return takesUnread.get();
    }

    private static Gen1Response response(RawAnswer answer) {
        List<Gen1Header> headers = new ArrayList<>();
        answer.headers().forEach(header -> headers.add(new Gen1Header(header.getFirst(), header.getSecond())));
        return Gen1Response.passedOn(answer.status(), headers, answer.body());
    }
}
