package io.github.kdpbridge.verify.peer;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.scenario.WorldNeeds;
import io.github.kdpbridge.verify.session.Sender;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks generation 1 somewhere: the service itself, or a gateway. It cannot be made anew, so the ids of
 * transactions are unique to a run, what a scenario uploaded is deleted after it, and scenarios that need a portal of
 * their own are not run, unless the portal is a simulator whose control side is known.
 */
public final class UrlSide implements Side {
    private final String name;
    private final Sender sender;
    private final BiFunction<Scenario, String, Names> names;
    private final Function<Scenario, Optional<String>> lacks;
    private final boolean cleaning;
    private final Supplier<String> runs;
    private final Duration patience;
    private final @Nullable SimulatorControl control;
    private final List<String> notes = new ArrayList<>();

    private UrlSide(
            URI url,
            BiFunction<Scenario, String, Names> names,
            Function<Scenario, Optional<String>> lacks,
            boolean cleaning,
            Supplier<String> runs,
            Duration patience,
            @Nullable SimulatorControl control) {
        this.name = url + (control == null ? "" : " (simulated)");
        this.sender = Sender.to(url);
        this.names = names;
        this.lacks = lacks;
        this.cleaning = cleaning;
        this.runs = requireNonNull(runs);
        this.patience = requireNonNull(patience);
        this.control = control;
    }

    /**
     * A side that scenarios are run on.
     *
     * @param url where it is, {@code scheme://host:port} with an optional path before all paths
     * @param account who asks
     * @param runs gives each scenario ten digits or more, which no other ever had at this account
     * @param patience how long a transaction may be in progress
     * @param control the simulator behind it, which is made anew for each scenario; null if it is not one
     * @throws IllegalArgumentException if the URL is not of this form
     */
    public static UrlSide of(
            URI url, Account account, Supplier<String> runs, Duration patience, @Nullable SimulatorControl control) {
        return new UrlSide(url, account::names, account::lacks, control == null, runs, patience, control);
    }

    /**
     * A side that a session is sent to; what it uploads stays.
     *
     * @param url where it is
     * @param names what recorded keys and ids are there
     * @param runs gives each scenario ten digits or more, which no other ever had at this account
     * @param patience how long a transaction may be in progress
     * @param control the simulator behind it, which is made anew before; null if it is not one
     * @throws IllegalArgumentException if the URL is not of this form
     */
    public static UrlSide ofSession(
            URI url,
            BiFunction<Scenario, String, Names> names,
            Supplier<String> runs,
            Duration patience,
            @Nullable SimulatorControl control) {
        return new UrlSide(url, names, session -> Optional.empty(), false, runs, patience, control);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean simulated() {
        return control != null;
    }

    /**
     * Asks it anything, to find out whether it is there.
     *
     * @throws io.github.kdpbridge.verify.session.ReplayException if it is not
     */
    public void reach() {
        String path = "/bulkenroll/v1/reseller/devices/status";
        var unused = sender.send(new SessionRequest(path, 1, "GET", path, List.of(), null, null, List.of()));
        if (control != null) {
            control.reset();
        }
    }

    @Override
    public ScenarioRun run(Scenario scenario) {
        Optional<String> lacking = needs(scenario).or(() -> lacks.apply(scenario));
        if (lacking.isPresent()) {
            return new ScenarioRun(scenario, name, List.of(), null, List.of(), lacking.get());
        }
        String run = runs.get();
        Names there = names.apply(scenario, run);
        PatientSender patient = new PatientSender(sender, there, patience);
        try (Asked target = new Asked(patient, there)) {
            return ScenarioRun.of(scenario, target);
        } finally {
            if (cleaning) {
                patient.cleanUp(run).forEach(what -> notes.add(scenario.name() + " at " + name + ": " + what));
            }
        }
    }

    private Optional<String> needs(Scenario scenario) {
        if (!scenario.world().equals(WorldNeeds.none())) {
            return Optional.of("needs a simulated portal with settings of its own");
        }
        boolean waits = scenario.steps().stream().anyMatch(step -> !step.pause().isZero());
        return waits && control == null ? Optional.of("needs a portal whose clock can be moved") : Optional.empty();
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void close() {
        // Connections end by themselves.
    }

    /** The server, as one scenario sees it. */
    private final class Asked implements Target {
        private final Sender patient;
        private final Names there;

        Asked(Sender patient, Names there) {
            this.patient = patient;
            this.there = there;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean prepare(WorldNeeds needs) {
            if (control != null) {
                control.reset();
            }
            return true;
        }

        @Override
        public boolean carries(SessionRequest request) {
            return true;
        }

        @Override
        public Sender sender() {
            return patient;
        }

        @Override
        public void pass(Duration time) {
            requireNonNull(control, "nobody can move this clock").pass(time);
        }

        @Override
        public Optional<List<String>> portal() {
            return Optional.ofNullable(control)
                    .map(simulator ->
                            simulator.devices().stream().map(there::incoming).toList());
        }

        @Override
        public void close() {
            // Nothing is its own.
        }
    }
}
