package io.github.kdpbridge.simulator.http;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import okio.ByteString;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests from Jetty to a service and back. No thread waits: neither for a body, nor for a delay, nor for an
 * answer to be written.
 */
public final class HttpEntrance extends Handler.Abstract.NonBlocking {
    /** The most bytes of a request's body; a longer one is answered with 413. */
    public static final int BODY_LIMIT = 64 << 20;

    private final Clock clock;
    private final Function<String, Service> services;
    private final Service control;
    private final RequestLog log;
    private final FaultList faults;

    /**
     * An entrance.
     *
     * @param clock the clock of the {@code Date} header
     * @param control serves everything below {@code /_sim/}; neither logged nor faulted
     */
    public HttpEntrance(
            Clock clock, Function<String, Service> services, Service control, RequestLog log, FaultList faults) {
        this.clock = clock;
        this.services = services;
        this.control = control;
        this.log = log;
        this.faults = faults;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        Outlet outlet = new Outlet(request, response, callback, clock);
        if (path.startsWith("/_sim/")) {
            read(request, path, outlet, call -> outlet.send(control.answer(call)));
            return true;
        }
        Service service = services.apply(path);
        RequestLog.Entry entry = log.arrived(
                service.generation(),
                request.getMethod(),
                path,
                request.getHttpURI().getQuery());
        @Nullable Fault fault = faults.take(path).orElse(null);
        read(request, path, outlet, call -> serve(service, call, fault, entry, outlet));
        return true;
    }

    private static void read(Request request, String path, Outlet outlet, Consumer<Call> next) {
        if (request.getLength() > BODY_LIMIT) {
            outlet.run(() -> next.accept(call(request, path, null)));
        } else {
            new BodyReader(
                            request,
                            BODY_LIMIT,
                            body -> outlet.run(() -> next.accept(call(request, path, body))),
                            outlet::fail)
                    .run();
        }
    }

    private static Call call(Request request, String path, @Nullable ByteString body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : request.getHeaders()) {
            headers.putIfAbsent(field.getName(), field.getValue());
        }
        Map<String, String> query = Form.read(request.getHttpURI().getQuery());
        return new Call(request.getMethod(), path, query, headers, body);
    }

    private void serve(Service service, Call call, @Nullable Fault fault, RequestLog.Entry entry, Outlet outlet) {
        if (fault == null) {
            outlet.send(answered(service.answer(call), entry));
            return;
        }
        switch (fault.kind()) {
            case STATUS, AUTH -> outlet.send(answered(replyOf(fault), entry));
            case DELAY -> outlet.later(fault.delay(), () -> outlet.send(answered(service.answer(call), entry)));
            case DELAY_ANSWER -> {
                Reply reply = service.answer(call);
                outlet.later(fault.delay(), () -> outlet.send(answered(reply, entry)));
            }
            case DROP_BEFORE -> outlet.drop();
            case DROP_AFTER -> {
                service.answer(call);
                outlet.drop();
            }
            case TRUNCATE -> outlet.truncate(answered(service.answer(call), entry));
            case TRICKLE -> outlet.trickle(answered(service.answer(call), entry), fault.delay());
            case ENDLESS -> outlet.endless(answered(service.answer(call), entry));
        }
    }

    private static Reply answered(Reply reply, RequestLog.Entry entry) {
        entry.answered(reply.status());
        return reply;
    }

    private static Reply replyOf(Fault fault) {
        String body = fault.body();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(fault.headers());
        if (body != null) {
            headers.putIfAbsent("Content-Type", "application/json");
        }
        return new Reply(fault.status(), headers, body == null ? ByteString.EMPTY : ByteString.encodeUtf8(body));
    }
}
