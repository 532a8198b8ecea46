package io.github.kdpbridge.verify.peer;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.scenario.WorldNeeds;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Peer;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks generation 1: the service itself, or a gateway. Its portal is shared: transaction ids are unique
 * to a run, a scenario's uploads are deleted after it, and scenarios that need a portal of their own are skipped,
 * unless the portal is a simulator with a known control side.
 */
public final class ServerPeer implements PortalPeer {
    private final String name;
    private final Peer server;
    private final Account account;
    private final Supplier<String> runs;
    private final Duration patience;
    private final @Nullable SimulatorControl control;
    private final List<String> notes = new ArrayList<>();
    private @Nullable RecordedSession session;
    private @Nullable PatientPeer prepared;
    private String scenario = "";

    /**
     * Creates a peer for scenarios.
     *
     * @param url {@code scheme://host:port} with an optional path before all paths
     * @param account the keys and numbers for the requests
     * @param runs gives each scenario ten digits or more that are new to this account
     * @param patience how long a transaction may be in progress
     * @param control the simulator behind the server, which is reset before each scenario; null if it is not one
     * @throws IllegalArgumentException if the URL is not of this form
     */
    public ServerPeer(
            URI url, Account account, Supplier<String> runs, Duration patience, @Nullable SimulatorControl control) {
        this.name = url + (control == null ? "" : " (simulated)");
        this.server = Peer.at(url);
        this.account = requireNonNull(account);
        this.runs = requireNonNull(runs);
        this.patience = requireNonNull(patience);
        this.control = control;
    }

    /** Prepares it for a session, sent with the account's keys; the session's uploads stay. */
    public ServerPeer replaying(RecordedSession recorded) {
        session = requireNonNull(recorded);
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isSimulated() {
        return control != null;
    }

    /**
     * Sends a request, to find out whether the server answers.
     *
     * @throws io.github.kdpbridge.verify.session.ReplayException if it does not
     */
    public void reach() {
        var unused = server.send(SessionRequest.get("/bulkenroll/v1/reseller/devices/status"));
        if (control != null) {
            control.reset();
        }
    }

    @Override
    public Optional<String> prepare(Scenario scenario) {
        Optional<String> lacking =
                needs(scenario).or(() -> session == null ? account.lacks(scenario) : Optional.empty());
        if (lacking.isEmpty()) {
            String run = runs.get();
            Names names = session == null ? account.names(scenario, run) : session.names(account, run);
            this.prepared = new PatientPeer(server, names, patience);
            this.scenario = scenario.name();
            if (control != null) {
                control.reset();
            }
        }
        return lacking;
    }

    private Optional<String> needs(Scenario scenario) {
        if (!scenario.world().equals(WorldNeeds.none())) {
            return Optional.of("needs a simulated portal with settings of its own");
        }
        boolean waits = scenario.steps().stream().anyMatch(step -> !step.pause().isZero());
        return waits && control == null ? Optional.of("needs a portal whose clock can be moved") : Optional.empty();
    }

    private PatientPeer prepared() {
        return requireNonNull(prepared, "not prepared");
    }

    @Override
    public Answer send(SessionRequest request) {
        return prepared().send(request);
    }

    @Override
    public void pass(Duration time) {
        requireNonNull(control, "this clock cannot be moved").pass(time);
    }

    @Override
    public Optional<List<String>> portal() {
        return Optional.ofNullable(control)
                .map(simulator -> simulator.devices().stream()
                        .map(prepared().names()::incoming)
                        .toList());
    }

    @Override
    public void finish() {
        if (session == null && control == null) {
            prepared().cleanUp().forEach(what -> notes.add(scenario + " at " + name + ": " + what));
        }
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }
}
