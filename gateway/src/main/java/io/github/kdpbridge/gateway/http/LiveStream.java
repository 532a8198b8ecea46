package io.github.kdpbridge.gateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** One page that is open, and what it was told. It holds no thread. Safe for use by many threads. */
final class LiveStream {
    private static final String ENDED =
            "event: state\ndata: Not live: %s. Load the page again.\n\nevent: ended\ndata: ended\n\n";
    /** Another version than any. */
    private static final String NONE = "";

    private final Response response;
    private final Callback callback;
    private final Consumer<LiveStream> gone;
    private Session session;
    /** What else the page says behind its state. */
    private String addition = "";
    /** Until its head is there, nothing else is written. */
    private boolean isWriting = true;

    private boolean isEnding;
    private String farewell = "";
    private boolean isEnded;
    private @Nullable String seen;
    private @Nullable String told;

    /**
     * Creates one of which nothing is written yet.
     *
     * @param seen the version that the page shows; null for the one that is there now
     * @param gone hears of its end, perhaps more than once
     */
    LiveStream(
            Session session, Response response, Callback callback, @Nullable String seen, Consumer<LiveStream> gone) {
        this.session = session;
        this.response = response;
        this.callback = callback;
        this.seen = seen;
        this.gone = gone;
    }

    synchronized Session session() {
        return session;
    }

    /** Writes its beginning. */
    synchronized void begin(String state) {
        if (isEnding) {
            finishWith(farewell);
            return;
        }
        isWriting = false;
        tell(state);
    }

    /** Goes on with the same session in another role: the page is loaded anew, because other things can be done at it. */
    synchronized void goOn(Session now) {
        session = now;
        addition = now.access().isOperator() ? ". You may act now" : ". You may only look now";
        renew();
    }

    /** Has the page load what it shows again, whether or not it knows of a change. */
    synchronized void renew() {
        seen = NONE;
    }

    /** Tells whether the page is live, unless it knows. */
    synchronized void tell(String state) {
        String text = state + addition;
        if (!text.equals(told) && send("event: state\ndata: " + text + "\n\n")) {
            told = text;
        }
    }

    /** Tells the version of what is shown, unless the page shows it. */
    synchronized void show(String now) {
        if (seen == null) {
            seen = now;
        } else if (!now.equals(seen) && send("event: changed\nid: " + now + "\ndata: " + now + "\n\n")) {
            seen = now;
        }
    }

    /** Returns whether it is on its way: of a reader that is slow, the next look tries again. */
    synchronized boolean send(String text) {
        if (isEnding || isEnded || isWriting) {
            return false;
        }
        isWriting = true;
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        response.write(false, bytes, Callback.from(this::written, this::fail));
        return true;
    }

    private synchronized void written() {
        isWriting = false;
        if (isEnding) {
            finishWith(farewell);
        }
    }

    /**
     * Ends it after what is on its way.
     *
     * @param why tells the page why it is live no longer; null if it may connect again
     */
    synchronized void end(@Nullable String why) {
        if (isEnding || isEnded) {
            return;
        }
        isEnding = true;
        farewell = why == null ? "" : ENDED.formatted(why);
        gone.accept(this);
        if (!isWriting) {
            finishWith(farewell);
        }
    }

    private void finishWith(String text) {
        isWriting = true;
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        response.write(true, bytes, Callback.from(this::succeed, this::fail));
    }

    private synchronized void succeed() {
        if (finish()) {
            callback.succeeded();
        }
    }

    synchronized void fail(Throwable cause) {
        if (finish()) {
            callback.failed(cause);
        }
    }

    private boolean finish() {
        gone.accept(this);
        boolean isFirst = !isEnded;
        isEnded = true;
        return isFirst;
    }
}
