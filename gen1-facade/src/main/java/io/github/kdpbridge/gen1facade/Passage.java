package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One request of an account that moves: the ledger decides which service gets it. If the old one did, the caller gets that
 * service's answer as it came.
 */
final class Passage {
    private final OldService old;
    private final Gen1Request request;
    private final DeploymentProgram passing;
    private volatile @Nullable Gen1Response response;
    /** The meaning of the response: an answer or a failure. */
    private volatile @Nullable Object meaning;
    /** The outcome of the whole request: an answer or a failure. */
    private volatile @Nullable Object outcome;

    Passage(ResellerId reseller, OldService old, Gen1Request request) {
        this.old = old;
        this.request = request;
        this.passing = Handlers.builder()
                .writes(this::write)
                .on(Operation.STATUS, this::read)
                .on(Operation.TRANSACTIONS, this::read)
                .on(Operation.DEVICES, this::read)
                .on(Operation.CUSTOMERS, this::read)
                .on(Operation.RESELLERS, this::read)
                .build()
                .program(reseller);
    }

    /** Returns the account's program for this request. */
    DeploymentProgram over(LedgerProgram program) {
        return new DeploymentProgram() {
            @Override
            public ResellerId reseller() {
                return program.reseller();
            }

            @Override
            public <A> CompletionStage<A> send(Request<A> asked) {
                return program.send(asked, passing)
                        .whenComplete((answer, failure) -> outcome = failure == null ? answer : Stages.cause(failure));
            }
        };
    }

    private CompletionStage<Receipt> write(WriteRequest write) {
        return old.write(write, request).thenCompose(this::noted);
    }

    private <A> CompletionStage<A> read(ReadRequest<A> question) {
        return old.read(question, request).thenCompose(this::noted);
    }

    private <A> CompletionStage<A> noted(OldService.Answer<A> answer) {
        response = answer.response();
        meaning = answer.failure() == null ? answer.meaning() : answer.failure();
        return answer.failure() == null ? Stages.of(() -> answer.meaning()) : Stages.failed(answer.failure());
    }

    /** Passes a request on that was refused here. Once a customer has moved, the side of such a request is unknown. */
    CompletionStage<ByteString> unread(Gen1Refusal refusal) {
        if (refusal.condition() == Condition.UNAUTHENTICATED || !old.servesAll()) {
            throw refusal;
        }
        CompletionStage<Boolean> isTaken = request.method().equals("GET") ? Stages.of(() -> true) : old.takesUnread();
        return isTaken.thenCompose(taken -> taken ? old.unread(request) : Stages.failed(refusal))
                .thenApply(answer -> {
                    response = answer;
                    return answer.body();
                });
    }

    /** Returns the answer of the old service, if that is what the request came to. */
    Optional<Gen1Response> response() {
        return meaning == outcome ? Optional.ofNullable(response) : Optional.empty();
    }
}
