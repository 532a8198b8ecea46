package io.github.kdpbridge.gen2client.bulk;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A service that takes each transaction id once, with a script that may get in the way before or after it does. */
class ScriptedProgram implements DeploymentProgram {
    private final Consumer<UploadRequest> before;
    private final Consumer<UploadRequest> after;
    private final List<UploadRequest> requests = new ArrayList<>();
    private final Set<TransactionId> taken = new HashSet<>();
    private final List<String> registered = new ArrayList<>();

    private ScriptedProgram(Consumer<UploadRequest> before, Consumer<UploadRequest> after) {
        this.before = before;
        this.after = after;
    }

    static ScriptedProgram willing() {
        return new ScriptedProgram(request -> {}, request -> {});
    }

    /** The script runs when a request arrives, before it has any effect. */
    static ScriptedProgram before(Consumer<UploadRequest> script) {
        return new ScriptedProgram(script, request -> {});
    }

    /** The script runs when a request was carried out, before the answer. */
    static ScriptedProgram after(Consumer<UploadRequest> script) {
        return new ScriptedProgram(request -> {}, script);
    }

    /** Counts the devices and forgets them. */
    static ScriptedProgram counting(AtomicLong sent) {
        return new ScriptedProgram(request -> {}, request -> {}) {
            @Override
            Receipt take(UploadRequest request) {
                sent.addAndGet(request.devices().count());
                return receipt(request);
            }
        };
    }

    static RefusedException refusal(UploadRequest request, Condition condition) {
        return new RefusedException(
                "upload " + request.transaction(),
                new ServiceError(condition, "4", condition.name(), null),
                400,
                null,
                false);
    }

    static UnreachableException lost(UploadRequest request, boolean mayHaveTakenEffect) {
        return new UnreachableException("upload " + request.transaction(), "no luck", null, mayHaveTakenEffect);
    }

    /** Bulk uploads ask for nothing else. */
    @Override
    public <A> CompletionStage<A> send(Request<A> request) {
        return Handlers.builder().blocking(Operation.UPLOAD, this::take).build().send(request);
    }

    Receipt take(UploadRequest request) {
        synchronized (this) {
            requests.add(request);
        }
        before.accept(request);
        synchronized (this) {
            if (!taken.add(request.transaction())) {
                throw refusal(request, Condition.TRANSACTION_ID_DUPLICATE);
            }
            registered.addAll(request.devices().identifiers());
        }
        after.accept(request);
        return receipt(request);
    }

    private static Receipt receipt(UploadRequest request) {
        return new Receipt(request.transaction(), TransactionState.PROGRESS);
    }

    /** All requests that arrived, in order. */
    synchronized List<UploadRequest> requests() {
        return List.copyOf(requests);
    }

    /** All devices that were registered, as often as they were. */
    synchronized List<String> registered() {
        return List.copyOf(registered);
    }

    @Override
    public ResellerId reseller() {
        return ResellerId.of("4680000925");
    }
}
