package io.github.kdpbridge.eventloop;

import io.github.kdpbridge.serviceclient.http.AnswerObserver;
import io.github.kdpbridge.serviceclient.http.Carrier;
import io.github.kdpbridge.serviceclient.http.Carriers;
import io.github.kdpbridge.serviceclient.resilience.Resilience;

/** Has the tests of the client of generation 2 run over event loops, which all tests of a JVM share. */
public final class TestCarriers implements Carriers {
    private static final Carriers SHARED = new LoopCarriers(EventLoops.create());

    @Override
    public Carrier carrier(Resilience settings, AnswerObserver observer) {
        return SHARED.carrier(settings, observer);
    }
}
