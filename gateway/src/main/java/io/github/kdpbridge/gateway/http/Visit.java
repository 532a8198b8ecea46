package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gen1facade.Gen1Header;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Subject;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** One request of a caller, whatever version of HTTP it came by, and what is told of it in the end. Only for its loop's thread. */
final class Visit {
    private static final Gen1Subject NONE = new Gen1Subject(null, null, null);

    private final Gen1Request head;
    private final String version;
    private final boolean readable;
    private final long begun = System.nanoTime();
    private final String id;
    private final Optional<TraceContext> trace;
    private final Optional<InetAddress> caller;
    private Gen1Subject subject = NONE;
    private int status;
    private long received;
    private long sent;
    private final List<AutoCloseable> held = new ArrayList<>();

    Visit(HttpRequest request, String version, @Nullable InetSocketAddress remote, Callers callers) {
        this.head = head(request);
        this.version = version;
        this.readable = request.decoderResult().isSuccess();
        this.id = RequestId.of(head);
        this.trace = TraceContext.of(head);
        this.caller = callers.of(remote, head);
    }

    private static Gen1Request head(HttpRequest request) {
        List<Gen1Header> headers = new ArrayList<>(request.headers().size());
        for (Map.Entry<String, String> header : request.headers()) {
            headers.add(new Gen1Header(header.getKey(), header.getValue()));
        }
        Target target = Target.of(request);
        return new Gen1Request(request.method().name(), target.path(), target.query(), headers, ByteString.EMPTY);
    }

    Gen1Request head() {
        return head;
    }

    String method() {
        return head.method();
    }

    String path() {
        return head.path();
    }

    String version() {
        return version;
    }

    /** Returns whether its head could be read: Netty has made-up lines for one that could not. */
    boolean isReadable() {
        return readable;
    }

    /** Returns the values of a header, one for each of its lines. */
    static List<String> headers(Gen1Request head, String name) {
        List<String> values = new ArrayList<>();
        for (Gen1Header header : head.allHeaders()) {
            if (header.isNamed(name)) {
                values.add(header.value());
            }
        }
        return values;
    }

    String id() {
        return id;
    }

    Optional<TraceContext> trace() {
        return trace;
    }

    Optional<InetAddress> caller() {
        return caller;
    }

    void received(int bytes) {
        received += bytes;
    }

    /** Notes the answer. */
    void answered(Gen1Subject of, int with) {
        subject = of;
        status = with;
    }

    /** Returns whether it has an answer, which may not be sent yet. */
    boolean isAnswered() {
        return status != 0;
    }

    /** Has something closed when it is over. */
    void holds(AutoCloseable what) {
        held.add(what);
    }

    /** Gives back what it holds. */
    void giveBack() {
        for (AutoCloseable each : held) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        held.clear();
    }

    /** Notes that the answer is sent. */
    void sent(long bytes) {
        sent = bytes;
    }

    Gen1Subject subject() {
        return subject;
    }

    int status() {
        return status;
    }

    long received() {
        return received;
    }

    long sent() {
        return sent;
    }

    /** Returns the time since its head was there, in nanoseconds. */
    long nanos() {
        return System.nanoTime() - begun;
    }
}
