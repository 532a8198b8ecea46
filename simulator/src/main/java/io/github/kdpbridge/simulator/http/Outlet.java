package io.github.kdpbridge.simulator.http;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okio.ByteString;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends one request: with an answer, a late or slow one, half of one, or none. */
final class Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);
    private static final ByteString BLANKS = ByteString.encodeUtf8(" ".repeat(1 << 16));

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Clock clock;

    Outlet(Request request, Response response, Callback callback, Clock clock) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.clock = clock;
    }

    void send(Reply reply) {
        head(reply);
        response.write(true, reply.body().asByteBuffer(), callback);
    }

    void fail(Throwable failure) {
        callback.failed(failure);
    }

    /** Runs a task on Jetty's pool; if it fails, so does the request, and no client hangs. */
    void run(Runnable task) {
        request.getComponents().getExecutor().execute(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error(
                        "{} {} failed",
                        request.getMethod(),
                        request.getHttpURI().getPath(),
                        e);
                fail(e);
            }
        });
    }

    void later(Duration delay, Runnable task) {
        var ignored = request.getComponents()
                .getScheduler()
                .schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    void drop() {
        EofException reason = new EofException("dropped on purpose");
        request.getConnectionMetaData().getConnection().getEndPoint().close(reason);
        callback.failed(reason);
    }

    void truncate(Reply reply) {
        head(reply);
        ByteBuffer half = reply.body().substring(0, reply.body().size() / 2).asByteBuffer();
        response.write(false, half, Callback.from(this::drop, failure -> drop()));
    }

    void trickle(Reply reply, Duration pause) {
        head(reply);
        response.write(
                false,
                ByteBuffer.allocate(0),
                Callback.from(() -> later(pause, () -> trickle(reply.body(), 0, pause)), this::fail));
    }

    private void trickle(ByteString body, int sent, Duration pause) {
        if (sent == body.size()) {
            response.write(true, ByteBuffer.allocate(0), callback);
            return;
        }
        response.write(
                false,
                body.substring(sent, sent + 1).asByteBuffer(),
                Callback.from(() -> later(pause, () -> trickle(body, sent + 1, pause)), this::fail));
    }

    /** Leaves the last byte of the body out, so that no prefix is a complete document. */
    void endless(Reply reply) {
        head(reply);
        response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
        ByteString begun = reply.body().substring(0, Math.max(0, reply.body().size() - 1));
        response.write(false, begun.asByteBuffer(), Callback.from(this::blanks, this::fail));
    }

    private void blanks() {
        response.write(false, BLANKS.asByteBuffer(), Callback.from(this::blanks, this::fail));
    }

    private void head(Reply reply) {
        response.setStatus(reply.status());
        reply.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().size());
        response.getHeaders().put(HttpHeader.DATE, DateGenerator.formatDate(clock.millis()));
    }
}
