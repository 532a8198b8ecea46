package io.github.kdpbridge.gateway.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/** The body that is being received, if there is one. Only for its loop's thread. */
final class Receiving {
    private final Wire wire;
    private final ReceiveDeadlines deadlines;
    private final EventExecutor loop;
    private @Nullable Body body;
    private @Nullable BodyDeadline deadline;
    private boolean waits;

    Receiving(Wire wire, ReceiveDeadlines deadlines, EventExecutor loop) {
        this.wire = wire;
        this.deadlines = deadlines;
        this.loop = loop;
    }

    /** Returns the announced size of a request's body; -1 if it is not announced. */
    static long announced(HttpRequest head) {
        try {
            return HttpUtil.getContentLength(head, -1L);
        } catch (NumberFormatException e) {
            return -1; // the head is refused for it
        }
    }

    /**
     * Begins a body.
     *
     * @param told whether the caller waits for a word before it sends it
     */
    void expect(Body expected, boolean told) {
        body = expected;
        waits = told;
    }

    boolean isUnderWay() {
        return body != null;
    }

    void take(HttpObject part) {
        Body receiving = body;
        if (receiving == null) {
            return;
        }
        if (part.decoderResult().isFailure()) {
            receiving.fail(Body.Fault.BROKEN);
        } else if (part instanceof HttpContent content) {
            receiving.add(content.content());
            if (content instanceof LastHttpContent) {
                end();
                receiving.finish();
            }
        }
    }

    /** What came in one read is over. Most bodies arrive with their head, and need neither a word nor a deadline. */
    void pause() {
        if (body != null && deadline == null) {
            if (waits && body.isEmpty()) {
                wire.goAhead();
            }
            deadline = new BodyDeadline(body, deadlines, loop);
        }
    }

    /** Its sender has ended. */
    void fail() {
        if (body != null) {
            body.fail(Body.Fault.BROKEN);
        }
    }

    /** Receives no more of it. */
    void end() {
        body = null;
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }
}
