package io.github.kdpbridge.verify.peer;

import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.session.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A peer and the portal behind it, which is prepared for each scenario. For use by one thread. */
public interface PortalPeer extends Peer {
    /** Returns the peer's name in reports; never a secret. */
    String name();

    /** Returns whether the portal is known to be a simulator's. */
    boolean isSimulated();

    /**
     * Prepares the portal for a scenario.
     *
     * @return why the scenario cannot run here, to follow the peer's name; empty if it can
     */
    Optional<String> prepare(Scenario scenario);

    /** Moves the clock of the portal. */
    void pass(Duration time);

    /** Returns each device in the portal now, in words; empty if the portal cannot be inspected. */
    Optional<List<String>> portal();

    /** Removes what the scenario left in a shared portal. */
    default void finish() {}

    /** Returns problems besides the answers, a sentence each. */
    default List<String> notes() {
        return List.of();
    }
}
