package io.github.kdpbridge.benchmarks.jmh;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import java.util.concurrent.CompletionStage;

/** Accepts every upload at once, and offers nothing else. */
record InstantProgram(ResellerId reseller, Handlers handlers) implements DeploymentProgram {
    InstantProgram(Receipt receipt) {
        this(
                Loads.RESELLER,
                Handlers.builder()
                        .blocking(Operation.UPLOAD, request -> receipt)
                        .build());
    }

    @Override
    public <A> CompletionStage<A> send(Request<A> request) {
        return handlers.send(request);
    }

    /** The facade adds no ledger of its own to what it measures. */
    @Override
    public boolean remembersWrites() {
        return true;
    }
}
