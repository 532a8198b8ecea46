package io.github.kdpbridge.compattests.migration;

import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.verify.peer.PortalPeer;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A peer whose customers move before some of the requests of a scenario. */
final class MovedPeer implements PortalPeer {
    private final PortalPeer peer;
    private final Map<Integer, Phase> moves;
    private final Consumer<Phase> mover;
    private final Runnable prepared;
    private int requests;

    /**
     * Creates a peer.
     *
     * @param moves the phase to move to, by the number of the request before which that happens
     * @param mover moves all customers
     * @param prepared is run when the portal is ready for a scenario
     */
    MovedPeer(PortalPeer peer, Map<Integer, Phase> moves, Consumer<Phase> mover, Runnable prepared) {
        this.peer = peer;
        this.moves = moves;
        this.mover = mover;
        this.prepared = prepared;
    }

    @Override
    public Answer send(SessionRequest request) {
        Phase to = moves.get(requests++);
        if (to != null) {
            mover.accept(to);
        }
        return peer.send(request);
    }

    @Override
    public String name() {
        return peer.name() + " " + moves;
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public Optional<String> prepare(Scenario scenario) {
        Optional<String> beyond = peer.prepare(scenario);
        prepared.run();
        return beyond;
    }

    @Override
    public void pass(Duration time) {
        peer.pass(time);
    }

    @Override
    public Optional<List<String>> portal() {
        return peer.portal();
    }

    @Override
    public void finish() {
        peer.finish();
    }

    @Override
    public void close() {}
}
