package io.github.kdpbridge.gen2client;

import com.google.common.collect.MapMaker;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.event.LostAnswer;
import java.time.Duration;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Passes the events of single calls to the listeners that these calls have. Safe for use by many threads. */
final class CallListeners implements ClientListener {
    /** By the call itself: the ids of two may be the same, if their callers chose them. */
    private final ConcurrentMap<Call, ClientListener> byCall =
            new MapMaker().weakKeys().makeMap();

    void add(Call call, ClientListener listener) {
        byCall.put(call, listener);
    }

    void remove(Call call) {
        byCall.remove(call);
    }

    private ClientListener of(Call call) {
        return byCall.getOrDefault(call, ClientListener.none());
    }

    @Override
    public void call(Call call, @Nullable KdpException failure, Duration took) {
        of(call).call(call, failure, took);
    }

    @Override
    public void retry(Call call, KdpException failure, Duration pause) {
        of(call).retry(call, failure, pause);
    }

    @Override
    public void lostAnswer(Call call, LostAnswer outcome) {
        of(call).lostAnswer(call, outcome);
    }

    @Override
    public void unknownCode(Call call, ServiceError error, long count) {
        of(call).unknownCode(call, error, count);
    }
}
