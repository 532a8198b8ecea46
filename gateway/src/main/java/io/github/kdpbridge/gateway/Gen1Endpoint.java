package io.github.kdpbridge.gateway;

import com.google.common.base.Throwables;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Response;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okio.ByteString;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Between Jetty and the handler of generation 1. A body is collected without holding a thread, so that a slow sender
 * costs none; only a complete request is given to the handler, which blocks, on a thread that is not Jetty's.
 */
final class Gen1Endpoint extends Handler.Abstract.NonBlocking {
    private static final Logger LOG = LoggerFactory.getLogger(Gen1Endpoint.class);

    private final Gen1Handler handler;
    private final int bodyLimit;
    private final BodyBudget budget;
    private final ReceiveDeadlines deadlines;
    private final Workers workers;
    private final WrongKeys wrongKeys;
    private final Scheduler scheduler;
    private final GatewayMeters meters;

    Gen1Endpoint(
            Gen1Handler handler,
            Limits limits,
            BodyBudget budget,
            ReceiveDeadlines deadlines,
            Workers workers,
            WrongKeys wrongKeys,
            Scheduler scheduler,
            GatewayMeters meters) {
        this.handler = handler;
        this.bodyLimit = Math.toIntExact(Math.min(limits.bodyBytes(), budget.total()));
        this.budget = budget;
        this.deadlines = deadlines;
        this.workers = workers;
        this.wrongKeys = wrongKeys;
        this.scheduler = scheduler;
        this.meters = meters;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Turn turn = new Turn(request, response, callback);
        deadlines.headArrived(request);
        if (workers.busy()) {
            turn.tooManyRequests();
        } else if (isFaultyFraming(request)) {
            turn.refuse(HttpStatus.BAD_REQUEST_400, "not an HTTP request that can be served: HTTP/1.0 has no chunks");
        } else if (request.getLength() > bodyLimit) {
            turn.tooLarge();
        } else {
            BodyBudget.Share share = budget.share();
            new BodyReader(
                            request,
                            bodyLimit,
                            share,
                            () -> deadlines.awaitBody(request),
                            body -> turn.begin(body, share),
                            failure -> {
                                share.giveBack();
                                turn.incomplete(failure);
                            })
                    .run();
        }
        return true;
    }

    /** A proxy of HTTP/1.0 would not have understood where such a body ends (RFC 9112, section 6.1). */
    private static boolean isFaultyFraming(Request request) {
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0
                && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    static void send(Gen1Response answer, Request request, Response response, Callback callback) {
        response.setStatus(answer.status());
        response.getHeaders().put(RequestId.HEADER, RequestId.of(request));
        answer.headers().forEach(response.getHeaders()::put);
        Subjects.set(request, answer.subject());
        response.write(true, answer.body().asByteBuffer(), callback);
    }

    private static Gen1Request gen1(Request request, ByteString body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : request.getHeaders()) {
            headers.putIfAbsent(field.getName(), String.valueOf(field.getValue()));
        }
        return new Gen1Request(
                request.getMethod(),
                request.getHttpURI().getPath(),
                request.getHttpURI().getQuery(),
                headers,
                body);
    }

    /** One request on its way through. */
    private final class Turn {
        private final Request request;
        private final Response response;
        private final Callback callback;

        Turn(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        void begin(ByteString body, BodyBudget.Share share) {
            if (request.getHeaders().getFields(Gen1Handler.KEY_HEADER).size() > 1) {
                // A proxy may have judged another of them than the gateway would.
                share.giveBack();
                refuse(HttpStatus.BAD_REQUEST_400, Gen1Handler.KEY_HEADER + " is there more than once");
                return;
            }
            try {
                boolean begun = workers.begin(() -> answer(body, share));
                if (!begun) {
                    share.giveBack();
                    tooManyRequests();
                }
            } catch (RejectedExecutionException e) {
                share.giveBack();
                refuse(handler.unavailable("the gateway is stopping"));
            }
        }

        /** Has the request answered; returns what sends the answer. */
        private Runnable answer(ByteString body, BodyBudget.Share share) {
            MDC.put(RequestId.MDC_KEY, RequestId.of(request));
            try {
                Gen1Response answer = handler.handle(gen1(request, body));
                boolean wrongKey = answer.status() == HttpStatus.UNAUTHORIZED_401
                        && answer.subject().reseller() == null;
                return wrongKey ? () -> sendLater(answer) : () -> send(answer, request, response, callback);
            } catch (Error e) { // no memory for example; the caller must hear of it, or would wait for ever
                LOG.error(
                        "{} {} failed",
                        request.getMethod(),
                        request.getHttpURI().getPath(),
                        e);
                return () -> callback.failed(e);
            } finally {
                MDC.remove(RequestId.MDC_KEY);
                share.giveBack();
            }
        }

        private void sendLater(Gen1Response answer) {
            meters.wrongKey();
            Duration wait = request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
                    ? wrongKeys.waitFor(remote.getAddress())
                    : Duration.ZERO;
            if (wait.isZero()) {
                send(answer, request, response, callback);
            } else {
                var unused = scheduler.schedule(
                        () -> send(answer, request, response, callback), wait.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        void incomplete(Throwable failure) {
            if (failure instanceof BodyReader.NoRoomException full) {
                if (full.forThisBodyAlone()) {
                    tooLarge();
                } else {
                    meters.rejected("memory");
                    refuse(handler.unavailable("too many large requests at once"));
                }
            } else if (Throwables.getRootCause(failure) instanceof TimeoutException) {
                meters.rejected("body_time");
                refuse(HttpStatus.REQUEST_TIMEOUT_408, "the body did not arrive in time");
            } else {
                refuse(HttpStatus.BAD_REQUEST_400, "the body did not arrive: " + failure.getMessage());
            }
        }

        void tooManyRequests() {
            meters.rejected("requests");
            refuse(handler.unavailable("too many requests at once"));
        }

        void tooLarge() {
            meters.rejected("body");
            refuse(HttpStatus.PAYLOAD_TOO_LARGE_413, "the body is larger than " + bodyLimit + " bytes");
        }

        private void refuse(int status, String data) {
            refuse(handler.refuse(status, data));
        }

        /** The rest of the request is not read, so the connection cannot be used again. */
        private void refuse(Gen1Response answer) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            send(answer, request, response, callback);
        }
    }
}
