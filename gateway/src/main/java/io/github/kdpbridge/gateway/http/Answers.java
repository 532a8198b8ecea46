package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gateway.operator.Subjects;
import io.github.kdpbridge.gen1facade.Gen1Header;
import io.github.kdpbridge.gen1facade.Gen1Response;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** Sends answers. Answers to wrong keys may be delayed, and every answer has a deadline for its reader. */
final class Answers {
    private final UnreadAnswers unread;
    private final WrongKeys wrongKeys;
    private final Callers callers;
    private final Scheduler scheduler;
    private final GatewayMeters meters;

    Answers(UnreadAnswers unread, WrongKeys wrongKeys, Callers callers, Scheduler scheduler, GatewayMeters meters) {
        this.unread = unread;
        this.wrongKeys = wrongKeys;
        this.callers = callers;
        this.scheduler = scheduler;
        this.meters = meters;
    }

    /** Sends an answer and completes the request. */
    void send(Gen1Response answer, Request request, Response response, Callback callback) {
        boolean wrongKey = answer.status() == HttpStatus.UNAUTHORIZED_401
                && answer.subject().reseller() == null;
        Duration wait = wrongKey ? waitOfWrongKey(request) : Duration.ZERO;
        if (wait.isZero()) {
            sendNow(answer, request, response, callback);
        } else {
            var unused = scheduler.schedule(
                    () -> sendNow(answer, request, response, callback), wait.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private Duration waitOfWrongKey(Request request) {
        meters.wrongKey();
        return callers.of(request).map(wrongKeys::waitFor).orElse(Duration.ZERO);
    }

    private void sendNow(Gen1Response answer, Request request, Response response, Callback callback) {
        try {
            response.setStatus(answer.status());
            response.getHeaders().put(RequestId.HEADER, RequestId.of(request));
            put(answer.allHeaders(), response.getHeaders());
            Subjects.set(request, answer.subject());
            unread.send(answer.body(), request, response, callback);
        } catch (RuntimeException | Error e) {
            callback.failed(e);
            throw e;
        }
    }

    /** The server's own date is replaced by that of an answer that is passed on, but cannot be removed. */
    private static void put(List<Gen1Header> answer, HttpFields.Mutable sent) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Gen1Header header : answer) {
            if (names.add(header.name())) {
                sent.put(header.name(), header.value());
            } else {
                sent.add(header.name(), header.value());
            }
        }
    }
}
