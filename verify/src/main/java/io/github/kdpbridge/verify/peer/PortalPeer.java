package io.github.kdpbridge.verify.peer;

import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.session.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A peer and the portal behind it, which is prepared for each scenario. For use by one thread. */
public interface PortalPeer extends Peer {
    /** Returns what reports call the peer; never with a secret in it. */
    String name();

    /** Returns whether the portal is known to be a simulator's. */
    boolean isSimulated();

    /**
     * Prepares the portal for a scenario.
     *
     * @return why the scenario cannot be run here, behind the name of the peer; empty if it can
     */
    Optional<String> prepare(Scenario scenario);

    /** Moves the clock of the portal. */
    void pass(Duration time);

    /** Returns each device that the portal holds now, in words; empty if the portal cannot be looked into. */
    Optional<List<String>> portal();

    /** Removes what the scenario left in a portal that is shared. */
    default void finish() {}

    /** Returns what went wrong besides the answers, a sentence each. */
    default List<String> notes() {
        return List.of();
    }
}
