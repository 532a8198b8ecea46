package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.DeploymentReads;
import io.github.kdpbridge.core.ServiceLoad;
import java.util.Objects;

/**
 * A service, as a comparison asks it.
 *
 * @param reads asks it: a client of the comparison's own, so that its failures are in no caller's meters and open no
 *     caller's breaker
 * @param load the load of the client that serves callers
 */
public record ShadowSide(DeploymentReads reads, ServiceLoad load) {
    public ShadowSide {
        Objects.requireNonNull(reads, "reads");
        Objects.requireNonNull(load, "load");
    }
}
