package io.github.kdpbridge.eventloop;

import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.eventloop.Round.Step;
import io.github.kdpbridge.serviceclient.http.AnswerObserver;
import io.github.kdpbridge.serviceclient.http.Carrier;
import io.github.kdpbridge.serviceclient.http.Outgoing;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries the requests of one client, each on the loop of its caller. */
final class LoopCarrier implements Carrier {
    private final EventLoops loops;
    private final Connector connector;
    private final Resilience settings;
    private final AnswerObserver observer;
    private final Map<EventLoop, Lines> lines = new ConcurrentHashMap<>();
    private volatile boolean closed;

    LoopCarrier(EventLoops loops, Connector connector, Resilience settings, AnswerObserver observer) {
        this.loops = loops;
        this.connector = connector;
        this.settings = settings;
        this.observer = observer;
    }

    @Override
    public <T> CompletionStage<T> carry(Outgoing<T> outgoing) {
        Flight<T> flight = new Flight<>(outgoing, settings, observer, loops.workers());
        EventLoop loop = loops.here();
        Lines here = lines.computeIfAbsent(loop, each -> new Lines(each, connector, settings, this::closeIdle));
        if (closed) { // perhaps just now, so that close() did not see these lines
            close();
            flight.completeExceptionally(refused(outgoing, Reason.CANCELLED, "the client is closed", null));
            return flight;
        }
        try {
            if (loop.inEventLoop()) {
                Round.take(Step.WRITE, flight.size(), () -> here.send(flight));
            } else {
                loop.execute(() -> here.send(flight));
            }
        } catch (RejectedExecutionException e) {
            flight.completeExceptionally(refused(outgoing, Reason.CANCELLED, "the client is closed", e));
        } catch (Throwable e) { // no thread could be started, or there is no memory
            flight.completeExceptionally(refused(outgoing, Reason.LIMIT, "no event loop could take it", e));
        }
        return flight;
    }

    private static RefusedLocallyException refused(
            Outgoing<?> outgoing, Reason reason, String why, @Nullable Throwable cause) {
        return new RefusedLocallyException(outgoing.exchange().operation(), reason, why, cause);
    }

    /** Closes idle connections. Requests under way end. */
    @Override
    public void close() {
        closed = true;
        onEachLoop(Lines::close);
    }

    /** What made one connection to an origin silent, a firewall that forgot it, has probably done so to the idle ones. */
    private void closeIdle(Origin origin) {
        onEachLoop(here -> here.closeIdle(origin));
    }

    private void onEachLoop(Consumer<Lines> work) {
        lines.forEach((loop, here) -> {
            try {
                loop.execute(() -> work.accept(here));
            } catch (RejectedExecutionException e) {
                // The loops are closed, and all connections with them.
            }
        });
    }
}
