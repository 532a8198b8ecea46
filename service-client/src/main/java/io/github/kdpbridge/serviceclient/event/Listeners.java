package io.github.kdpbridge.serviceclient.event;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.ServiceError;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes each event on to several listeners. Anything that a listener throws, an {@link Error} too, is logged, and
 * affects neither the call nor the others.
 */
public record Listeners(List<ClientListener> all) implements ClientListener {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    public Listeners {
        all = ImmutableList.copyOf(all);
    }

    @Override
    public void call(Call call, @Nullable KdpException failure, Duration took) {
        each(listener -> listener.call(call, failure, took));
    }

    @Override
    public void retry(Call call, KdpException failure, Duration pause) {
        each(listener -> listener.retry(call, failure, pause));
    }

    @Override
    public void lostAnswer(Call call, LostAnswer outcome) {
        each(listener -> listener.lostAnswer(call, outcome));
    }

    @Override
    public void token(boolean obtained) {
        each(listener -> listener.token(obtained));
    }

    @Override
    public void breaker(String state) {
        each(listener -> listener.breaker(state));
    }

    @Override
    public void unknownCode(Call call, ServiceError error, long count) {
        each(listener -> listener.unknownCode(call, error, count));
    }

    @Override
    public void surprise(Assumption assumption, String seen) {
        each(listener -> listener.surprise(assumption, seen));
    }

    private void each(Consumer<ClientListener> event) {
        for (ClientListener listener : all) {
            try {
                event.accept(listener);
            } catch (Throwable e) { // also an Error, such as a missing class
                LOG.warn("a listener failed", e);
            }
        }
    }
}
