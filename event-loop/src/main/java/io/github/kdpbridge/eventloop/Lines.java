package io.github.kdpbridge.eventloop;

import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one client on one loop. The one that was busy last is used next, so that the others grow old and are
 * closed. Only for the loop's thread.
 */
final class Lines {
    private final EventLoop loop;
    private final Connector connector;
    private final Resilience settings;
    private final Consumer<Origin> silent;
    private final Map<Origin, Deque<Line>> idle = new HashMap<>();
    private boolean closed;

    /**
     * Creates them, without a connection.
     *
     * @param silent is told which origin did not answer in time
     */
    Lines(EventLoop loop, Connector connector, Resilience settings, Consumer<Origin> silent) {
        this.loop = loop;
        this.connector = connector;
        this.settings = settings;
        this.silent = silent;
    }

    Resilience settings() {
        return settings;
    }

    /** Sends a request over an idle connection, or a new one; not if its caller, or its time, is gone. */
    void send(Flight<?> flight) {
        try {
            if (!flight.isOver() && flight.left() <= 0) {
                flight.giveUp();
            }
            if (!flight.isOver()) {
                begin(flight);
            }
        } catch (RejectedExecutionException e) { // the loop is ending, and would tell nobody
            flight.unanswered(new IOException("the client is closed", e));
        } catch (Throwable e) { // no memory, for one
            flight.failed(e);
        }
    }

    private void begin(Flight<?> flight) {
        Origin origin = Origin.of(flight.url());
        Line line = idle(origin);
        if (line != null) {
            line.send(flight);
            return;
        }
        var deadline = loop.schedule(flight::giveUp, flight.left(), TimeUnit.NANOSECONDS);
        connector.connect(loop, origin, new Connector.Connected() {
            @Override
            public void ready(Channel channel, boolean absolute) {
                try {
                    take(flight, channel, new Line(channel, origin, absolute, Lines.this));
                } catch (Throwable e) { // no memory, for one
                    var unused = channel.close();
                    flight.failed(e);
                }
                deadline.cancel(false);
            }

            @Override
            public void failed(IOException trouble) {
                flight.unanswered(trouble);
                deadline.cancel(false);
            }
        });
    }

    private static void take(Flight<?> flight, Channel channel, Line made) {
        channel.pipeline().replace(Connector.CONNECTING, "line", made);
        if (!flight.isOver() && flight.left() <= 0) {
            flight.giveUp();
        }
        if (flight.isOver()) {
            made.idle();
        } else {
            made.send(flight);
        }
    }

    /** Notes that a connection brought no answer in time. */
    void silent(Origin origin) {
        silent.accept(origin);
    }

    /** Closes the idle connections to an origin. */
    void closeIdle(Origin origin) {
        Deque<Line> waiting = idle.remove(origin);
        if (waiting != null) {
            waiting.forEach(Line::close);
        }
    }

    /** Takes one that is open; null if there is none. */
    private @Nullable Line idle(Origin origin) {
        Deque<Line> waiting = idle.getOrDefault(origin, new ArrayDeque<>());
        Line line = waiting.pollLast();
        while (line != null && !line.isStillOpen()) {
            line = waiting.pollLast();
        }
        return line;
    }

    /** Keeps a connection for the next request. */
    void release(Line line) {
        if (closed) {
            line.close();
        } else {
            idle.computeIfAbsent(line.origin(), each -> new ArrayDeque<>()).addLast(line);
        }
    }

    /** Forgets an idle connection that ended. */
    void remove(Line line) {
        Deque<Line> waiting = idle.get(line.origin());
        if (waiting != null) {
            waiting.remove(line);
        }
    }

    void close() {
        closed = true;
        idle.values().forEach(waiting -> new ArrayList<>(waiting).forEach(Line::close));
        idle.clear();
    }
}
