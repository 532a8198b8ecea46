package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import java.util.concurrent.CompletionStage;

/** An account of which the old service still serves some customers. Each request needs a {@link Passage} of its own. */
record MovingAccount(LedgerProgram program, OldService old) implements DeploymentProgram {
    Passage passage(Gen1Request request) {
        return new Passage(reseller(), old, request);
    }

    @Override
    public ResellerId reseller() {
        return program.reseller();
    }

    @Override
    public <A> CompletionStage<A> send(Request<A> request) {
        return program.send(request);
    }

    @Override
    public boolean remembersWrites() {
        return true;
    }
}
