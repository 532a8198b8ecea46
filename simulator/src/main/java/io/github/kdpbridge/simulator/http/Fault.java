package io.github.kdpbridge.simulator.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on purpose: for the next requests of one path (one request unless {@link #times} says
 * more), whatever their method. Several faults of one path take effect one after the other, in the order they were
 * given. Immutable.
 *
 * <p>A path is one of the service, such as {@code /kcs/v1/rp/devices/upload}, the token services included; any other
 * is an {@link IllegalArgumentException}, as is a negative wait. Waits pass in real time.
 *
 * <pre>{@code
 * simulator.fault(Fault.status("/kcs/v1/rp/devices/upload", 503).header("Retry-After", "2").times(3));
 * }</pre>
 */
public final class Fault {
    /** How it goes wrong. */
    public enum Kind {
        /** The request is answered with a status of the test's choice, and has no effect. */
        STATUS,
        /** The request is answered as the service answers bad credentials or a limit, and has no effect. */
        AUTH,
        /** The request waits, then is served as usual. */
        DELAY,
        /** The request takes effect, and its answer waits. */
        DELAY_ANSWER,
        /** The connection closes before the request has any effect. */
        DROP_BEFORE,
        /** The request takes effect, then the connection closes without a byte of answer. */
        DROP_AFTER,
        /** The request takes effect, and the connection closes in the middle of the answer's body. */
        TRUNCATE,
        /** The request takes effect, and the answer's body comes byte by byte. */
        TRICKLE,
        /** The request takes effect, and the answer's body does not end. */
        ENDLESS;

        /** {@return the name in the control API, such as {@code drop-before}} */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final Answer NO_ANSWER = new Answer(0, Map.of(), null, null);

    private final String path;
    private final Kind kind;
    private final Duration delay;
    private final int times;
    private final Answer answer;

    private Fault(String path, Kind kind, Duration delay, int times, Answer answer) {
        this.path = path;
        this.kind = kind;
        this.delay = delay;
        this.times = times;
        this.answer = answer;
    }

    /**
     * An answer of the test's choice, with no effect on the portal.
     *
     * @param status 200 to 599
     */
    public static Fault status(String path, int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be from 200 to 599, not " + status);
        }
        return create(path, Kind.STATUS, Duration.ZERO, new Answer(status, Map.of(), null, null));
    }

    /** An answer as the service gives it to bad credentials, or when a limit is reached, with no effect on the portal. */
    public static Fault auth(String path, AuthFault auth) {
        return create(path, Kind.AUTH, Duration.ZERO, new Answer(auth.status(), Map.of(), auth.body(), auth));
    }

    /** A wait before the request is served as usual. */
    public static Fault delay(String path, Duration delay) {
        return create(path, Kind.DELAY, delay, NO_ANSWER);
    }

    /** A wait between the effect of the request and its answer. */
    public static Fault delayAnswer(String path, Duration delay) {
        return create(path, Kind.DELAY_ANSWER, delay, NO_ANSWER);
    }

    /** An answer whose head comes at once, and whose body comes byte by byte, with a wait before each. */
    public static Fault trickle(String path, Duration pause) {
        return create(path, Kind.TRICKLE, pause, NO_ANSWER);
    }

    /** An answer whose body goes on with blanks, as fast as they are read, until the client closes the connection. */
    public static Fault endless(String path) {
        return create(path, Kind.ENDLESS, Duration.ZERO, NO_ANSWER);
    }

    /** A connection that closes before the request has any effect. */
    public static Fault dropBefore(String path) {
        return create(path, Kind.DROP_BEFORE, Duration.ZERO, NO_ANSWER);
    }

    /** A connection that closes after the request took effect, without a byte of answer. */
    public static Fault dropAfter(String path) {
        return create(path, Kind.DROP_AFTER, Duration.ZERO, NO_ANSWER);
    }

    /** An answer with the full {@code Content-Length} and half of its body. */
    public static Fault truncate(String path) {
        return create(path, Kind.TRUNCATE, Duration.ZERO, NO_ANSWER);
    }

    private static Fault create(String path, Kind kind, Duration delay, Answer answer) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative, but is " + delay);
        }
        if (!path.startsWith("/") || path.startsWith("/_sim/")) {
            throw new IllegalArgumentException(
                    "path must be a path of the service, such as /kcs/v1/rp/devices/upload, not " + path);
        }
        return new Fault(path, kind, delay, 1, answer);
    }

    /**
     * The same for a number of requests.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Fault times(int times) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be 1 or more, not " + times);
        }
        return new Fault(path, kind, delay, times, answer);
    }

    /** The same with a header in the answer; only {@link Kind#STATUS} and {@link Kind#AUTH} send it. */
    public Fault header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(answer.headers);
        more.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
        return with(new Answer(answer.status, Map.copyOf(more), answer.body, answer.auth));
    }

    /**
     * The same with a body in the answer, as {@code application/json} unless a header says otherwise; only
     * {@link Kind#STATUS} sends it. Without one the body is empty.
     */
    public Fault body(String body) {
        return with(new Answer(answer.status, answer.headers, requireNonNull(body, "body"), answer.auth));
    }

    private Fault with(Answer changed) {
        return new Fault(path, kind, delay, times, changed);
    }

    /** {@return the path whose requests it meets} */
    public String path() {
        return path;
    }

    /** {@return how it goes wrong} */
    public Kind kind() {
        return kind;
    }

    /** {@return the status to answer with; 0 unless the kind is {@link Kind#STATUS} or {@link Kind#AUTH}} */
    public int status() {
        return answer.status;
    }

    /** {@return the answer of the authentication, or null unless the kind is {@link Kind#AUTH}} */
    public @Nullable AuthFault auth() {
        return answer.auth;
    }

    /** {@return the wait, of {@link Kind#TRICKLE} before each byte; zero for a kind that does not wait} */
    public Duration delay() {
        return delay;
    }

    /** {@return how many requests it meets, 1 or more} */
    public int times() {
        return times;
    }

    /** {@return the headers of the answer, immutable; empty when none were given} */
    public Map<String, String> headers() {
        return answer.headers;
    }

    /** {@return the body of the answer, or null for none} */
    public @Nullable String body() {
        return answer.body;
    }

    @Override
    public String toString() {
        return kind.wireName() + " " + path + " x" + times;
    }

    private record Answer(
            int status,
            Map<String, String> headers,
            @Nullable String body,
            @Nullable AuthFault auth) {}
}
