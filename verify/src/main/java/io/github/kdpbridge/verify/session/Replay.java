package io.github.kdpbridge.verify.session;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sends the requests of a session to one server, one after the other.
 *
 * <p>Nothing is retried and no redirect is followed. (One exception is the JDK's: its HTTP client repeats a {@code GET}
 * whose connection ends before the first byte of an answer.) Headers go out as they stand in the file, except for those
 * of the connection ({@code Host}, {@code Content-Length}, {@code Connection}, {@code Expect}, {@code Upgrade},
 * {@code Transfer-Encoding}).
 *
 * <p>For use by one thread.
 */
public final class Replay {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Peer peer;
    private final LongSupplier nanoTime;
    private final Consumer<Duration> pause;

    Replay(Peer peer, LongSupplier nanoTime, Consumer<Duration> pause) {
        this.peer = peer;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /**
     * Returns a replay against one server.
     *
     * @param base {@code scheme://host:port}, with an optional path that is put before the path of each request
     * @throws IllegalArgumentException if the URL is not of this form
     */
    public static Replay to(URI base) {
        return over(Peer.at(base));
    }

    /** Returns a replay to any peer. */
    public static Replay over(Peer peer) {
        return new Replay(requireNonNull(peer), System::nanoTime, Replay::sleep);
    }

    static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplayException("interrupted between two requests", e);
        }
    }

    /**
     * Sends one request and waits for its answer.
     *
     * <p>A request with {@link SessionRequest#until()} is repeated until the answer contains that text or has a status
     * of 400 or more: first after 100 ms, then with backoff up to a second, for at most 10 s.
     *
     * @throws ReplayException if the server cannot be reached, breaks the connection, or does not answer within a
     *     minute
     */
    public Exchange send(SessionRequest request) {
        long start = nanoTime.getAsLong();
        Duration wait = FIRST_PAUSE;
        for (int sent = 1; ; sent++) {
            Answer answer = peer.send(request);
            boolean settled = request.until() == null
                    || answer.status() >= 400
                    || answer.body().contains(request.until());
            Duration spent = Duration.ofNanos(nanoTime.getAsLong() - start);
            if (settled || spent.plus(wait).compareTo(PATIENCE) > 0) {
                return new Exchange(request, answer, sent, settled);
            }
            pause.accept(wait);
            Duration longer = wait.multipliedBy(3).dividedBy(2);
            wait = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }
}
