package io.github.kdpbridge.gen2client;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.async.WorkThreads;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.event.Call;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The operations of a {@link Gen2Client} with {@link CallOptions}; {@link Gen2Client#with} creates one. It shares all that the
 * client has, and ends with it.
 *
 * <p>Safe for use by many threads.
 */
public final class Gen2Calls implements DeploymentProgram {
    private final Gen2Client client;
    private final Connection connection;
    private final ServiceOperations operations;
    private final CallOptions options;

    Gen2Calls(Gen2Client client, Connection connection, ServiceOperations operations, CallOptions options) {
        this.client = client;
        this.connection = connection;
        this.operations = operations;
        this.options = options;
    }

    @Override
    public ResellerId reseller() {
        return client.reseller();
    }

    @Override
    public <A> CompletionStage<A> send(Request<A> request) {
        return send(request, call(request));
    }

    /**
     * Carries out a request, and returns its answer with the id of the call.
     *
     * @throws KdpException if the service did not give the answer; it has the id too
     */
    public <A> Answer<A> answer(Request<A> request) {
        Call call = call(request);
        return Waiting.on(
                request.label(),
                call.operation().isWrite(),
                () -> send(request, call).thenApply(value -> new Answer<>(call.id(), value)));
    }

    /** Does the same as a future, which fails with the exception. What depends on it must not block. */
    public <A> CompletableFuture<Answer<A>> answerAsync(Request<A> request) {
        Call call = call(request);
        return Stages.bare(
                        WorkThreads.apart(() -> send(request, call)).thenApply(value -> new Answer<>(call.id(), value)))
                .toCompletableFuture();
    }

    private Call call(Request<?> request) {
        return Call.of(request, options.requestId().orElseGet(Call::newId));
    }

    private <A> CompletionStage<A> send(Request<A> request, Call call) {
        options.listener().ifPresent(listener -> connection.ofCalls().add(call, listener));
        return options.timeLimit()
                .map(limit -> limited(call, limit, WorkThreads.apart(() -> begun(request, call))))
                .orElseGet(() -> begun(request, call));
    }

    /** Begins the call; its listener hears of it until it has ended, whoever still waits. */
    private <A> CompletionStage<A> begun(Request<A> request, Call call) {
        return Stages.bare(operations
                .as(call)
                .send(request)
                .whenComplete((answer, failure) -> connection.ofCalls().remove(call)));
    }

    private <A> CompletionStage<A> limited(Call call, Duration limit, CompletionStage<A> sent) {
        CompletableFuture<A> answered = new CompletableFuture<>();
        CompletableFuture<Boolean> over = connection.scheduler().pause(limit).toCompletableFuture();
        var unused = over.thenAccept(passed -> {
            if (passed) {
                answered.completeExceptionally(late(call, limit));
            }
        });
        var unusedToo = sent.whenComplete((answer, failure) -> {
            if (failure == null) {
                answered.complete(answer);
            } else {
                answered.completeExceptionally(Stages.cause(failure));
            }
            over.cancel(false);
        });
        return answered;
    }

    private static KdpException late(Call call, Duration limit) {
        KdpException late = new UnreachableException(
                call.toString(),
                "its time limit of %s is over".formatted(limit),
                null,
                call.operation().isWrite());
        late.identify(call.id());
        return late;
    }
}
