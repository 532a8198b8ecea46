package io.github.kdpbridge.gateway.http;

import com.google.common.base.Throwables;
import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Header;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import okio.ByteString;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Handles one request: judges its head, reads its body, answers. */
final class Turn {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    private final Gen1Endpoint endpoint;
    private final Gen1Handler handler;
    private final Request request;
    private final Response response;
    private final Callback callback;

    Turn(Gen1Endpoint endpoint, Gen1Handler handler, Request request, Response response, Callback callback) {
        this.endpoint = endpoint;
        this.handler = handler;
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    void begin() {
        Permit place = endpoint.intake().places().take();
        if (place == null) {
            tooManyRequests();
            return;
        }
        Request.addCompletionListener(request, failure -> place.close());
        if (endpoint.workers().busy()) {
            tooManyRequests();
        } else if (isFaultyFraming()) {
            refuse(HttpStatus.BAD_REQUEST_400, "not an HTTP request that can be served: HTTP/1.0 has no chunks");
        } else if (request.getLength() > endpoint.intake().bodyLimit()) {
            tooLarge();
        } else if (request.getHeaders().getFields(Gen1Handler.KEY_HEADER).size() > 1) {
            // A proxy may have checked another of the keys than the gateway would.
            refuse(HttpStatus.BAD_REQUEST_400, Gen1Handler.KEY_HEADER + " is there more than once");
        } else {
            receive();
        }
    }

    /** A proxy of HTTP/1.0 would not know where a chunked body ends (RFC 9112, section 6.1). */
    private boolean isFaultyFraming() {
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0
                && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** Reads the body, and discards it if the key opens no account. */
    private void receive() {
        Gen1Request head = head();
        Optional<Gen1Response> judged = handler.judgeHead(head);
        if (judged.isEmpty()) {
            ByteBudget.Share share = endpoint.intake().budget().share();
            Request.addCompletionListener(request, failure -> share.close());
            read(share, body -> work(head.with(body), share), failure -> {
                share.close();
                incomplete(failure);
            });
        } else if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            refuse(judged.get()); // The sender waits for 100 Continue.
        } else {
            // Read to its end: a caller that is still sending would miss an answer that closes its connection.
            read(null, nothing -> send(judged.get()), failure -> incomplete(failure, judged.get()));
        }
    }

    private void read(ByteBudget.@Nullable Share share, Consumer<ByteString> whole, Consumer<Throwable> failed) {
        ReceiveDeadlines deadlines = endpoint.intake().deadlines();
        int limit = endpoint.intake().bodyLimit();
        BodyReader.End end = new BodyReader.End(whole, failed);
        new BodyReader(request, limit, share, gone -> deadlines.awaitBody(request, gone), end).run();
    }

    private Gen1Request head() {
        List<Gen1Header> headers = new ArrayList<>(request.getHeaders().size());
        for (HttpField field : request.getHeaders()) {
            headers.add(new Gen1Header(field.getName(), String.valueOf(field.getValue())));
        }
        return new Gen1Request(
                request.getMethod(),
                request.getHttpURI().getPath(),
                request.getHttpURI().getQuery(),
                headers,
                ByteString.EMPTY);
    }

    private void work(Gen1Request whole, ByteBudget.Share share) {
        Workers.Begun begun = Workers.Begun.NO_THREAD;
        try {
            begun = endpoint.workers().begin(whole.body().size(), () -> answer(whole, share));
        } catch (Error e) {
            share.close();
            fail(e);
            return;
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
        MDC.put(RequestId.MDC_KEY, RequestId.of(request));
        Optional<TraceContext> trace = TraceContext.of(request);
        trace.ifPresent(TraceContext::enter);
        try {
            return handler.handleAsync(whole).handle((answer, failure) -> {
                share.close();
                forget(trace); // the access log names the request itself
                return failure == null ? () -> send(answer) : () -> fail(Stages.cause(failure));
            });
        } catch (Error e) { // no memory for a stage, perhaps
            share.close();
            return CompletableFuture.completedFuture(() -> fail(e));
        } finally {
            forget(trace);
        }
    }

    private static void forget(Optional<TraceContext> trace) {
        MDC.remove(RequestId.MDC_KEY);
        trace.ifPresent(entered -> TraceContext.leave());
    }

    /** An Error, such as no memory; without an answer the caller would wait for ever. */
    private void fail(Throwable e) {
        LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), e);
        callback.failed(e);
    }

    /** A body that is too large or too late still gets the verdict on the head, malformed HTTP does not. */
    private void incomplete(Throwable failure, Gen1Response judged) {
        if (failure instanceof BodyReader.NoRoomException
                || Throwables.getRootCause(failure) instanceof TimeoutException) {
            refuse(judged);
        } else {
            incomplete(failure);
        }
    }

    private void incomplete(Throwable failure) {
        if (failure instanceof BodyReader.NoRoomException full) {
            if (full.forThisBodyAlone()) {
                tooLarge();
            } else {
                endpoint.meters().rejected("memory");
                refuse(handler.unavailable("too many large requests at once"));
            }
        } else if (failure instanceof Error error) {
            fail(error);
        } else if (Throwables.getRootCause(failure) instanceof TimeoutException) {
            endpoint.meters().rejected("body_time");
            refuse(HttpStatus.REQUEST_TIMEOUT_408, "the body did not arrive in time");
        } else {
            refuse(HttpStatus.BAD_REQUEST_400, "the body did not arrive: " + failure.getMessage());
        }
    }

    private void tooManyRequests() {
        endpoint.meters().rejected("requests");
        refuse(handler.unavailable("too many requests at once"));
    }

    private void tooLarge() {
        endpoint.meters().rejected("body");
        refuse(
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "the body is larger than " + endpoint.intake().bodyLimit() + " bytes");
    }

    private void refuse(int status, String data) {
        refuse(handler.refuse(status, data));
    }

    /** The rest of the request is not read, so the connection cannot be reused. */
    private void refuse(Gen1Response answer) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        send(answer);
    }

    private void send(Gen1Response answer) {
        endpoint.answers().send(answer, request, response, callback);
    }
}
