package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.ledger.Recurring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open pages that something has changed, as server-sent events: {@code changed}, whose id is the version of what is
 * shown. One thread reads the version each second, whichever gateway made the change. It may have to wait for the ledger, so
 * another one tells the pages meanwhile that they are not live. No thread is held by a stream.
 *
 * <p>{@code state} says in words whether the page is live. Before a stream ends for good, it says why, and {@code ended}: the
 * page does not connect again then.
 *
 * <p>Safe for use by many threads.
 */
final class LiveStreams implements AutoCloseable {
    static final int MOST = 32;
    /** So that nobody needs all of them. */
    static final int MOST_OF_OPERATOR = 8;
    /** Of HTTP/1.1, a browser opens six connections to a server: some are left for what else the page needs. */
    static final int MOST_OF_SESSION = 4;

    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** A proxy or the connection's own limit would take a silent stream for dead. */
    private static final int LOOKS_A_SIGN_OF_LIFE = 10;
    /** A reading that takes longer shows what is long past. */
    private static final int LOOKS_A_READING = 5;

    private static final String LAST_EVENT = "Last-Event-ID";
    private static final String ALIVE = ": alive\n\n";
    private static final String LIVE = "Live";
    private static final String TOO_MANY = "%d pages are open at once".formatted(MOST);
    private static final String STALE =
            "Not live since %s: the ledger cannot be read now, and the page goes on when it can";

    private final Supplier<String> version;
    private final Sessions sessions;
    /** The oldest first. */
    private final List<LiveStream> streams = new CopyOnWriteArrayList<>();

    private final List<Recurring> threads = new ArrayList<>();
    private volatile String state = LIVE;
    private boolean isClosed;
    private int looks;
    private int looksSinceRead;

    /**
     * Creates it without a thread.
     *
     * @param version tells the version of what is shown; may hold the thread, and fail with a {@link LedgerException}
     */
    LiveStreams(Supplier<String> version, Sessions sessions) {
        this.version = version;
        this.sessions = sessions;
    }

    /**
     * Opens a stream. Where a session or an operator has too many already, their oldest one ends; where all have, the oldest
     * one of the operator who has most.
     *
     * @param seen the version that the page shows; null for the one that is there now
     */
    void open(Session session, Request request, Response response, Callback callback, @Nullable String seen) {
        String last = request.getHeaders().get(LAST_EVENT);
        LiveStream stream = new LiveStream(session, response, callback, last == null ? seen : last, streams::remove);
        boolean hasRoom = add(stream);
        request.addFailureListener(stream::fail);
        response.setStatus(HttpStatus.OK_200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        stream.begin(state);
        if (!hasRoom) {
            stream.end(TOO_MANY);
        }
    }

    private synchronized boolean add(LiveStream stream) {
        makeRoom(other -> other.session().cookie().equals(stream.session().cookie()), MOST_OF_SESSION);
        makeRoom(other -> operator(other).equals(operator(stream)), MOST_OF_OPERATOR);
        if (streams.size() >= MOST) {
            endFor(operator(stream));
        }
        if (isClosed || streams.size() >= MOST) {
            return false;
        }
        if (threads.isEmpty()) {
            threads.add(Recurring.start("kdp-gateway-live", LOOK, LOOK, this::read));
            threads.add(Recurring.start("kdp-gateway-pages", LOOK, LOOK, this::look));
        }
        return streams.add(stream);
    }

    private void makeRoom(Predicate<LiveStream> isOwn, int most) {
        List<LiveStream> own = streams.stream().filter(isOwn).toList();
        own.stream()
                .limit(Math.max(0, own.size() - most + 1))
                .forEach(old -> old.end("you opened %d other pages since".formatted(most)));
    }

    /** Nobody loses the only stream for another operator's. */
    private void endFor(String newcomer) {
        long own = count(newcomer);
        streams.stream()
                .filter(stream -> operator(stream).equals(newcomer) || count(operator(stream)) > own + 1)
                .max(Comparator.comparing(
                        stream -> count(operator(stream)))) // of those, the first one: it is the oldest
                .ifPresent(stream -> stream.end(TOO_MANY));
    }

    private long count(String operator) {
        return streams.stream()
                .filter(stream -> operator(stream).equals(operator))
                .count();
    }

    private static String operator(LiveStream stream) {
        return stream.session().access().name();
    }

    /** How many are open. */
    int open() {
        return streams.size();
    }

    /** Reads the version, as long as a page wants to know it, or was told that it cannot be read. */
    private void read() {
        if (streams.isEmpty() && state.equals(LIVE)) {
            return;
        }
        String now;
        try {
            now = version.get();
        } catch (LedgerException e) {
            stale(String.valueOf(e.getMessage()), null);
            return;
        } catch (RuntimeException e) {
            stale("an unexpected error", e);
            return;
        }
        fresh();
        for (LiveStream stream : streams) {
            stream.tell(state);
            stream.show(now);
        }
    }

    private synchronized void fresh() {
        looksSinceRead = 0;
        if (!state.equals(LIVE)) {
            LOG.info("open pages are live again");
            state = LIVE;
            streams.forEach(LiveStream::renew); // a page may have asked in vain for what it shows
        }
    }

    private synchronized void stale(String why, @Nullable Throwable unexpected) {
        if (state.equals(LIVE)) {
            LOG.warn("open pages are not live: {}", why, unexpected);
            state = STALE.formatted(sessions.now().exact());
        }
    }

    /** Tells the pages what is known without the ledger. */
    private void look() {
        looks++;
        waited();
        for (LiveStream stream : streams) {
            Optional<Session> now = sessions.of(stream.session().cookie());
            if (now.isEmpty()) {
                stream.end(sessions.whyEnded(stream.session()));
            } else if (!now.get().access().equals(stream.session().access())) {
                stream.goOn(now.get());
            }
            if (looks % LOOKS_A_SIGN_OF_LIFE == 0) {
                stream.send(ALIVE);
            }
            stream.tell(state);
        }
    }

    private synchronized void waited() {
        looksSinceRead = streams.isEmpty() ? 0 : looksSinceRead + 1;
        if (looksSinceRead > LOOKS_A_READING) {
            stale("the ledger has not answered for %d s".formatted(LOOKS_A_READING), null);
        }
    }

    @Override
    public void close() {
        List<Recurring> ending;
        synchronized (this) {
            isClosed = true;
            ending = List.copyOf(threads);
        }
        streams.forEach(stream -> stream.end(null));
        ending.forEach(Recurring::close);
    }
}
