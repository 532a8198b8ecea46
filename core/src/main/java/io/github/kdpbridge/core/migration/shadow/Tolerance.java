package io.github.kdpbridge.core.migration.shadow;

import java.util.Optional;

/** Names the rule that tolerates a difference. */
@FunctionalInterface
public interface Tolerance {
    /** Returns the id of the rule; empty if none tolerates the difference. */
    Optional<String> rule(Difference difference);

    static Tolerance none() {
        return difference -> Optional.empty();
    }

    /** Returns the tolerance that asks another one for what this one does not tolerate. */
    default Tolerance or(Tolerance other) {
        return difference -> rule(difference).or(() -> other.rule(difference));
    }
}
