package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.eventloop.Round;
import io.github.kdpbridge.eventloop.Round.Step;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What all requests of callers share. Safe for use by many threads. */
final class Endpoint {
    private final Supplier<Gen1Handler> handler;
    private final Intake intake;
    private final Workers workers;
    private final Answers answers;
    private final GatewayMeters meters;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean stopping;

    Endpoint(Supplier<Gen1Handler> handler, Intake intake, Workers workers, Answers answers, GatewayMeters meters) {
        this.handler = handler;
        this.intake = intake;
        this.workers = workers;
        this.answers = answers;
        this.meters = meters;
    }

    Supplier<Gen1Handler> handler() {
        return handler;
    }

    Intake intake() {
        return intake;
    }

    Workers workers() {
        return workers;
    }

    Answers answers() {
        return answers;
    }

    GatewayMeters meters() {
        return meters;
    }

    void began() {
        underWay.incrementAndGet();
    }

    /** Tells of an answer that was sent, or given up. */
    void ended(Visit visit) {
        underWay.decrementAndGet();
        long nanos = visit.nanos();
        meters.answered(visit.subject(), visit.status(), nanos);
        meters.carried(visit.received(), visit.sent());
        Round.take(Step.RECORD, 0, () -> AccessLog.log(visit, nanos));
    }

    int underWay() {
        return underWay.get();
    }

    void stop() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }
}
