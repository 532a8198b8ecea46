package io.github.kdpbridge.gateway;

import com.google.common.base.Throwables;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Response;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import okio.ByteString;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Between Jetty and the handler of generation 1. A body is collected without holding a thread, so that a slow sender
 * costs none; only a complete request is given to the handler, which blocks.
 */
final class Gen1Endpoint extends Handler.Abstract {
    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final int BAD_REQUEST = 400;
    private static final int REQUEST_TIMEOUT = 408;

    private final Gen1Handler handler;
    private final int bodyLimit;
    private final ReceiveDeadlines deadlines;

    Gen1Endpoint(Gen1Handler handler, int bodyLimit, ReceiveDeadlines deadlines) {
        this.handler = handler;
        this.bodyLimit = bodyLimit;
        this.deadlines = deadlines;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Scheduler.Task deadline = deadlines.headArrived(request);
        if (request.getLength() > bodyLimit) {
            deadline.cancel();
            refuse(PAYLOAD_TOO_LARGE, tooLarge(), response, callback);
            return true;
        }
        Content.Source.asByteArrayAsync(
                request,
                bodyLimit,
                Promise.Invocable.from(
                        InvocationType.BLOCKING,
                        body -> {
                            deadline.cancel();
                            send(handler.handle(gen1(request, body)), response, callback);
                        },
                        failure -> {
                            deadline.cancel();
                            incomplete(failure, response, callback);
                        }));
        return true;
    }

    private void incomplete(Throwable failure, Response response, Callback callback) {
        if (failure instanceof IllegalStateException) {
            refuse(PAYLOAD_TOO_LARGE, tooLarge(), response, callback);
        } else if (Throwables.getRootCause(failure) instanceof TimeoutException) {
            refuse(REQUEST_TIMEOUT, "the body did not arrive in time", response, callback);
        } else {
            refuse(BAD_REQUEST, "the body did not arrive: " + failure.getMessage(), response, callback);
        }
    }

    private String tooLarge() {
        return "the body is larger than " + bodyLimit + " bytes";
    }

    /** The rest of the request is not read, so the connection cannot be used again. */
    private void refuse(int status, String data, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        send(handler.refuse(status, data), response, callback);
    }

    private static Gen1Request gen1(Request request, byte[] body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : request.getHeaders()) {
            headers.putIfAbsent(field.getName(), String.valueOf(field.getValue()));
        }
        return new Gen1Request(
                request.getMethod(),
                request.getHttpURI().getPath(),
                request.getHttpURI().getQuery(),
                headers,
                ByteString.of(body));
    }

    static void send(Gen1Response answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        response.write(true, answer.body().asByteBuffer(), callback);
    }
}
