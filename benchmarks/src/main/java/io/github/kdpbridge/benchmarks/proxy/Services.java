package io.github.kdpbridge.benchmarks.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Connections to the service: each event loop has its own, of which the one used last is used next. */
final class Services {
    private final Bootstrap bootstrap;
    private final String authority;
    private final FastThreadLocal<Deque<Service>> idle = new FastThreadLocal<>() {
        @Override
        protected Deque<Service> initialValue() {
            return new ArrayDeque<>();
        }
    };

    Services(Bootstrap bootstrap, String authority) {
        this.bootstrap = bootstrap;
        this.authority = authority;
    }

    /** Returns the service's host and port. */
    String authority() {
        return authority;
    }

    /** Returns an idle connection of this thread's event loop; null if there is none. */
    @Nullable Service poll() {
        return idle.get().poll();
    }

    /** Opens another one; the result is told on that event loop. */
    ChannelFuture connect(EventLoop loop, Service service) {
        return bootstrap.clone(loop).handler(service.initializer()).connect();
    }

    void keep(Service service) {
        idle.get().push(service);
    }

    void remove(Service service) {
        idle.get().remove(service);
    }
}
