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

        /**
         * The name in the control API.
         *
         * @return for example {@code drop-before}
         */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final String path;
    private final Kind kind;
    private final int status;
    private final Duration delay;
    private final int times;
    private final Map<String, String> headers;
    private final @Nullable String body;
    private final @Nullable AuthFault auth;

    private Fault(
            String path,
            Kind kind,
            int status,
            Duration delay,
            int times,
            Map<String, String> headers,
            @Nullable String body,
            @Nullable AuthFault auth) {
        this.path = path;
        this.kind = kind;
        this.status = status;
        this.delay = delay;
        this.times = times;
        this.headers = headers;
        this.body = body;
        this.auth = auth;
    }

    /**
     * An answer of the test's choice, with no effect on the portal.
     *
     * @param path the request path, such as {@code /kcs/v1/rp/devices/upload}
     * @param status the HTTP status, 200 to 599
     * @return the fault
     * @throws IllegalArgumentException if the path or the status cannot be
     */
    public static Fault status(String path, int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be from 200 to 599, not " + status);
        }
        return create(path, Kind.STATUS, status, Duration.ZERO);
    }

    /**
     * An answer as the service gives it to bad credentials, or when a limit is reached, with no effect on the portal.
     *
     * @param path the request path, also that of a token service
     * @param auth which answer
     * @return the fault
     * @throws IllegalArgumentException if the path cannot be
     */
    public static Fault auth(String path, AuthFault auth) {
        Fault fault = create(path, Kind.AUTH, auth.status(), Duration.ZERO);
        return new Fault(fault.path, Kind.AUTH, auth.status(), Duration.ZERO, 1, Map.of(), auth.body(), auth);
    }

    /**
     * A wait, in real time, before the request is served as usual.
     *
     * @param path the request path
     * @param delay the wait, not negative
     * @return the fault
     * @throws IllegalArgumentException if the path or the delay cannot be
     */
    public static Fault delay(String path, Duration delay) {
        return create(path, Kind.DELAY, 0, notNegative(delay));
    }

    /**
     * A wait, in real time, between the effect of the request and its answer.
     *
     * @param path the request path
     * @param delay the wait, not negative
     * @return the fault
     * @throws IllegalArgumentException if the path or the delay cannot be
     */
    public static Fault delayAnswer(String path, Duration delay) {
        return create(path, Kind.DELAY_ANSWER, 0, notNegative(delay));
    }

    /**
     * An answer whose head comes at once, and whose body comes byte by byte.
     *
     * @param path the request path
     * @param pause the wait before each byte, in real time, not negative
     * @return the fault
     * @throws IllegalArgumentException if the path or the pause cannot be
     */
    public static Fault trickle(String path, Duration pause) {
        return create(path, Kind.TRICKLE, 0, notNegative(pause));
    }

    /**
     * An answer whose body goes on with blanks, as fast as they are read, until the client closes the connection.
     *
     * @param path the request path
     * @return the fault
     * @throws IllegalArgumentException if the path cannot be
     */
    public static Fault endless(String path) {
        return create(path, Kind.ENDLESS, 0, Duration.ZERO);
    }

    /**
     * A connection that closes before the request has any effect.
     *
     * @param path the request path
     * @return the fault
     * @throws IllegalArgumentException if the path cannot be
     */
    public static Fault dropBefore(String path) {
        return create(path, Kind.DROP_BEFORE, 0, Duration.ZERO);
    }

    /**
     * A connection that closes after the request took effect, without a byte of answer.
     *
     * @param path the request path
     * @return the fault
     * @throws IllegalArgumentException if the path cannot be
     */
    public static Fault dropAfter(String path) {
        return create(path, Kind.DROP_AFTER, 0, Duration.ZERO);
    }

    /**
     * An answer with the full {@code Content-Length} and half of its body.
     *
     * @param path the request path
     * @return the fault
     * @throws IllegalArgumentException if the path cannot be
     */
    public static Fault truncate(String path) {
        return create(path, Kind.TRUNCATE, 0, Duration.ZERO);
    }

    private static Duration notNegative(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative, but is " + delay);
        }
        return delay;
    }

    private static Fault create(String path, Kind kind, int status, Duration delay) {
        if (!path.startsWith("/") || path.startsWith("/_sim/")) {
            throw new IllegalArgumentException(
                    "path must be a path of the service, such as /kcs/v1/rp/devices/upload," + " not " + path);
        }
        return new Fault(path, kind, status, delay, 1, Map.of(), null, null);
    }

    /**
     * The same for a number of requests.
     *
     * @param times how many requests, at least 1
     * @return a copy
     * @throws IllegalArgumentException if it is less than 1
     */
    public Fault times(int times) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be 1 or more, not " + times);
        }
        return new Fault(path, kind, status, delay, times, headers, body, auth);
    }

    /**
     * The same with a header in the answer; only {@link Kind#STATUS} and {@link Kind#AUTH}
     * send it.
     *
     * @param name the header's name
     * @param value its value
     * @return a copy
     */
    public Fault header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
        return new Fault(path, kind, status, delay, times, Map.copyOf(more), body, auth);
    }

    /**
     * The same with a body in the answer, as {@code application/json} unless a header says otherwise; only
     * {@link Kind#STATUS} sends it. Without one the body is empty.
     *
     * @param body the body
     * @return a copy
     */
    public Fault body(String body) {
        return new Fault(path, kind, status, delay, times, headers, requireNonNull(body, "body"), auth);
    }

    /**
     * The path whose requests it meets.
     *
     * @return the path
     */
    public String path() {
        return path;
    }

    /**
     * How it goes wrong.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The status to answer with.
     *
     * @return the status; 0 unless the kind is {@link Kind#STATUS} or {@link Kind#AUTH}
     */
    public int status() {
        return status;
    }

    /**
     * The answer of the authentication.
     *
     * @return the answer, or null unless the kind is {@link Kind#AUTH}
     */
    public @Nullable AuthFault auth() {
        return auth;
    }

    /**
     * The wait; of {@link Kind#TRICKLE}, before each byte.
     *
     * @return the wait; zero unless the kind is {@link Kind#DELAY}, {@link Kind#DELAY_ANSWER} or {@link Kind#TRICKLE}
     */
    public Duration delay() {
        return delay;
    }

    /**
     * How many requests it meets.
     *
     * @return 1 or more
     */
    public int times() {
        return times;
    }

    /**
     * The headers of the answer.
     *
     * @return an immutable map, empty when none were given
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The body of the answer.
     *
     * @return the body, or null for none
     */
    public @Nullable String body() {
        return body;
    }

    @Override
    public String toString() {
        return kind.wireName() + " " + path + " x" + times;
    }
}
