package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gateway.ledger.Recurring;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Tells open pages that something has changed, as server-sent events: {@code changed}, whose id is the version of what is
 * shown. One thread looks at the version each second, whichever gateway made the change. No thread is held by a stream.
 *
 * <p>{@code state} says in words whether the page is live. Before a stream ends for good, it says why, and {@code ended}: the
 * page does not connect again then.
 *
 * <p>Safe for use by many threads.
 */
final class LiveStreams implements AutoCloseable {
    static final int MOST = 32;
    /** Of HTTP/1.1, a browser opens six connections to a server: some are left for what else the page needs. */
    static final int MOST_OF_SESSION = 4;

    private static final Duration LOOK = Duration.ofSeconds(1);
    /** A proxy or the connection's own limit would take a silent stream for dead. */
    private static final int LOOKS_A_SIGN_OF_LIFE = 10;

    private static final String LAST_EVENT = "Last-Event-ID";
    private static final String ALIVE = ": alive\n\n";
    private static final String LIVE = "event: state\ndata: Live\n\n";
    private static final String ENDED =
            "event: state\ndata: Not live: %s. Load the page again.\n\nevent: ended\ndata: ended\n\n";

    private final Supplier<String> version;
    private final Sessions sessions;
    /** The oldest first. */
    private final List<Stream> streams = new CopyOnWriteArrayList<>();

    private @Nullable Recurring looking;
    private boolean isClosed;
    private int looks;

    /**
     * Creates it without a thread.
     *
     * @param version tells the version of what is shown; may hold the thread
     */
    LiveStreams(Supplier<String> version, Sessions sessions) {
        this.version = version;
        this.sessions = sessions;
    }

    /**
     * Opens a stream. Where a session has too many already, its oldest one ends; where all have, the new one ends at once.
     *
     * @param seen the version that the page shows; null for the one that is there now
     */
    void open(Session session, Request request, Response response, Callback callback, @Nullable String seen) {
        String last = request.getHeaders().get(LAST_EVENT);
        Stream stream = new Stream(session, response, callback, last == null ? seen : last);
        boolean hasRoom = add(stream);
        request.addFailureListener(stream::fail);
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        stream.begin();
        if (!hasRoom) {
            stream.end("%d pages are open at once".formatted(MOST));
        }
    }

    private synchronized boolean add(Stream stream) {
        List<Stream> own = streams.stream()
                .filter(other -> other.session.cookie().equals(stream.session.cookie()))
                .toList();
        own.stream()
                .limit(Math.max(0, own.size() - MOST_OF_SESSION + 1))
                .forEach(old -> old.end("you opened %d other pages since".formatted(MOST_OF_SESSION)));
        if (isClosed || streams.size() >= MOST) {
            return false;
        }
        if (looking == null) {
            looking = Recurring.start("kdp-gateway-live", LOOK, LOOK, this::look);
        }
        return streams.add(stream);
    }

    /** How many are open. */
    int open() {
        return streams.size();
    }

    private void look() {
        if (streams.isEmpty()) {
            return;
        }
        looks++;
        streams.stream()
                .filter(stream -> !sessions.isLive(stream.session))
                .forEach(stream -> stream.end("your session has ended"));
        if (looks % LOOKS_A_SIGN_OF_LIFE == 0) {
            streams.forEach(stream -> stream.send(ALIVE));
        }
        String now = version.get();
        streams.forEach(stream -> stream.show(now));
    }

    @Override
    public void close() {
        Recurring thread;
        synchronized (this) {
            isClosed = true;
            thread = looking;
        }
        streams.forEach(stream -> stream.end(null));
        if (thread != null) {
            thread.close();
        }
    }

    /** One page that is open. */
    private final class Stream {
        private final Session session;
        private final Response response;
        private final Callback callback;
        /** Until its head is there, nothing else is written. */
        private boolean isWriting = true;

        private boolean isEnding;
        private String farewell = "";
        private boolean isEnded;
        /** Only the thread that looks changes it. */
        private @Nullable String seen;

        private Stream(Session session, Response response, Callback callback, @Nullable String seen) {
            this.session = session;
            this.response = response;
            this.callback = callback;
            this.seen = seen;
        }

        private void show(String now) {
            if (seen == null) {
                seen = now;
            } else if (!now.equals(seen) && send("event: changed\nid: " + now + "\ndata: " + now + "\n\n")) {
                seen = now;
            }
        }

        private synchronized void begin() {
            if (isEnding) {
                finishWith(farewell);
                return;
            }
            isWriting = false;
            send(LIVE);
        }

        /** Returns whether it is on its way: of a reader that is slow, the next look tries again. */
        private synchronized boolean send(String text) {
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
        private synchronized void end(@Nullable String why) {
            if (isEnding || isEnded) {
                return;
            }
            isEnding = true;
            farewell = why == null ? "" : ENDED.formatted(why);
            streams.remove(this);
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

        private synchronized void fail(Throwable cause) {
            if (finish()) {
                callback.failed(cause);
            }
        }

        private boolean finish() {
            streams.remove(this);
            boolean isFirst = !isEnded;
            isEnded = true;
            return isFirst;
        }
    }
}
