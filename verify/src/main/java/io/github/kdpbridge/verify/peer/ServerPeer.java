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
 * A server somewhere that speaks generation 1: the service itself, or a gateway. Its portal is shared, so the ids of
 * transactions are unique to a run, what a scenario uploaded is deleted after it, and scenarios that need a portal of
 * their own are not run, unless the portal is a simulator whose control side is known.
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
     * A server that scenarios are run on.
     *
     * @param url {@code scheme://host:port} with an optional path before all paths
     * @param account its keys and numbers stand in the requests
     * @param runs gives each scenario ten digits or more, which no other ever had at this account
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

    /** Makes it a server that a session is sent to with the account's keys; what the session uploads stays. */
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
     * Sends it a request, to find out whether it is there.
     *
     * @throws io.github.kdpbridge.verify.session.ReplayException if it is not
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
