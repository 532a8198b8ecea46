package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.eventloop.Round;
import io.github.kdpbridge.eventloop.Round.Step;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Response;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Handles one request: judges its head, reads its body, answers. But for the answering, only for its loop's thread. */
final class Turn {
    private static final int TOO_LARGE = 413;

    private final Endpoint endpoint;
    private final Gen1Handler handler;
    private final Conversation conversation;
    private final Visit visit;

    Turn(Endpoint endpoint, Conversation conversation, Visit visit) {
        this.endpoint = endpoint;
        this.handler = endpoint.handler().get(); // a request uses one handler from head to answer
        this.conversation = conversation;
        this.visit = visit;
    }

    /**
     * Judges the head.
     *
     * @param fault why it cannot be served; null if it is well-formed
     * @param length the announced size of the body; -1 if it is not announced
     * @param waits whether the sender waits for a word before it sends the body
     */
    void begin(@Nullable Refusal fault, long length, boolean waits) {
        if (fault != null) {
            refuse(fault.status(), "not an HTTP request that can be served: " + fault.why());
            return;
        }
        var place = endpoint.intake().places().take();
        if (place == null) {
            tooManyRequests();
            return;
        }
        visit.holds(place);
        if (endpoint.isStopping()) {
            refuse(handler.unavailable("the gateway cannot serve this now: it is stopping"));
        } else if (endpoint.workers().busy()) {
            tooManyRequests();
        } else if (length > endpoint.intake().bodyLimit()) {
            tooLarge();
        } else if (Visit.headers(visit.head(), Gen1Handler.KEY_HEADER).size() > 1) {
            // A proxy may have checked another of the keys than the gateway would.
            refuse(HttpURLConnection.HTTP_BAD_REQUEST, Gen1Handler.KEY_HEADER + " is there more than once");
        } else {
            receive(waits);
        }
    }

    /**
     * Why a request cannot be served.
     *
     * @param status the HTTP status of its answer
     * @param why the reason
     */
    record Refusal(int status, String why) {
        /** Returns that of a malformed request. */
        static Refusal bad(String why) {
            return new Refusal(HttpURLConnection.HTTP_BAD_REQUEST, why);
        }
    }

    /** Reads the body, and discards it if the key opens no account. */
    private void receive(boolean waits) {
        int limit = endpoint.intake().bodyLimit();
        Optional<Gen1Response> judged = handler.judgeHead(visit.head());
        if (judged.isEmpty()) {
            ByteBudget.Share share = endpoint.intake().budget().share();
            visit.holds(share);
            conversation
                    .receiving()
                    .expect(
                            new Body(limit, share, new Body.End(body -> received(body, share), fault -> {
                                share.close();
                                incomplete(fault);
                            })),
                            waits);
        } else if (waits) {
            refuse(judged.get());
        } else {
            // Read to its end: a caller that is still sending would miss an answer that closes its connection.
            conversation
                    .receiving()
                    .expect(
                            new Body(
                                    limit,
                                    null,
                                    new Body.End(
                                            nothing -> send(judged.get(), false),
                                            fault -> incomplete(fault, judged.get()))),
                            false);
        }
    }

    private void received(ByteString body, ByteBudget.Share share) {
        Gen1Request whole = visit.head().with(body);
        Round.take(Step.REQUEST, body.size(), () -> {
            try {
                work(whole, share);
            } catch (Throwable e) { // no memory, perhaps
                conversation.failed(visit, e);
            }
        });
    }

    private void work(Gen1Request whole, ByteBudget.Share share) {
        Workers.Begun begun = Workers.Begun.NO_THREAD;
        try {
            begun = endpoint.workers().begin(whole.body().size(), () -> answer(whole, share));
        } finally {
            if (begun != Workers.Begun.YES) {
                share.close();
            }
        }
        switch (begun) {
            case YES -> {}
            case ALL_BUSY -> tooManyRequests();
            case CLOSED -> refuse(handler.unavailable("the gateway is stopping"));
            case NO_THREAD -> {
                endpoint.meters().rejected("threads");
                refuse(handler.unavailable("no thread could be started"));
            }
        }
    }

    /** Answers the request; gives the action that sends the answer. */
    private CompletionStage<Runnable> answer(Gen1Request whole, ByteBudget.Share share) {
        MDC.put(RequestId.MDC_KEY, visit.id());
        visit.trace().ifPresent(TraceContext::enter);
        try {
            return handler.handleAsync(whole).handle((answer, failure) -> {
                share.close();
                forget(); // the access log names the request itself
                return failure == null
                        ? () -> send(answer, false)
                        : () -> conversation.failed(visit, Stages.cause(failure));
            });
        } catch (RuntimeException | Error e) { // no memory for a stage, perhaps
            share.close();
            return CompletableFuture.completedFuture(() -> conversation.failed(visit, e));
        } finally {
            forget();
        }
    }

    private void forget() {
        MDC.remove(RequestId.MDC_KEY);
        visit.trace().ifPresent(entered -> TraceContext.leave());
    }

    /** A body that is too large or too late still gets the verdict on the head, malformed HTTP does not. */
    private void incomplete(Body.Fault fault, Gen1Response judged) {
        if (fault == Body.Fault.BROKEN) {
            incomplete(fault);
        } else {
            refuse(judged);
        }
    }

    private void incomplete(Body.Fault fault) {
        switch (fault) {
            case TOO_LARGE -> tooLarge();
            case NO_MEMORY -> {
                endpoint.meters().rejected("memory");
                refuse(handler.unavailable("too many large requests at once"));
            }
            case LATE -> {
                endpoint.meters().rejected("body_time");
                refuse(HttpURLConnection.HTTP_CLIENT_TIMEOUT, "the body did not arrive in time");
            }
            case BROKEN -> refuse(HttpURLConnection.HTTP_BAD_REQUEST, "the body did not arrive: it is broken");
        }
    }

    private void tooManyRequests() {
        endpoint.meters().rejected("requests");
        refuse(handler.unavailable("too many requests at once"));
    }

    private void tooLarge() {
        endpoint.meters().rejected("body");
        refuse(TOO_LARGE, "the body is larger than " + endpoint.intake().bodyLimit() + " bytes");
    }

    private void refuse(int status, String data) {
        refuse(handler.refuse(status, data));
    }

    /** The rest of the request is not read, so the connection cannot be reused. */
    private void refuse(Gen1Response answer) {
        send(answer, true);
    }

    private void send(Gen1Response answer, boolean close) {
        conversation.answer(visit, answer, close);
    }
}
