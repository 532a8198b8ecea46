package io.github.kdpbridge.gateway.migration;

import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.migration.shadow.LearntAssumptions;
import io.github.kdpbridge.serviceclient.event.ClientListener;

/** Keeps the signs by which generation 2 is not as assumed, until they are taken. Safe for use by many threads. */
public final class ContractSigns implements ClientListener {
    private LearntAssumptions seen = LearntAssumptions.none();

    @Override
    public synchronized void surprise(Assumption assumption, String sign) {
        seen = seen.otherwise(assumption);
    }

    synchronized LearntAssumptions take() {
        LearntAssumptions taken = seen;
        seen = LearntAssumptions.none();
        return taken;
    }
}
