package io.github.kdpbridge.compattests.target;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.compattests.scenario.WorldNeeds;
import io.github.kdpbridge.compattests.session.Sender;
import io.github.kdpbridge.compattests.session.SessionRequest;
import io.github.kdpbridge.simulator.RegisteredDevice;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.World;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A way into a simulated portal of its own, whose clock stands still until it is told to go on. */
final class SimulatedTarget implements Target {

    /** Opens a way into a simulator's portal. */
    interface Opening {
        /** Returns the way; closing it leaves the simulator running. */
        Entrance open(Simulator simulator);
    }

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final String name;
    private final Opening opening;
    private final Predicate<SessionRequest> carries;
    private @Nullable WorldNeeds world;
    private @Nullable Simulator simulator;
    private @Nullable Entrance entrance;

    SimulatedTarget(String name, Opening opening, Predicate<SessionRequest> carries) {
        this.name = name;
        this.opening = opening;
        this.carries = carries;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean prepare(WorldNeeds needs) {
        if (simulator != null && needs.equals(world)) {
            simulator.reset();
            return true;
        }
        close();
        World.Settings settings = new World.Settings(
                needs.processing(), needs.deviceLimit(), needs.gen2StatusWrapped(), needs.pageSizeLimit());
        simulator = Simulator.start(SimulatorOptions.builder()
                .world(World.standard().withSettings(settings))
                .clock(Clock.fixed(START, ZoneOffset.UTC))
                .build());
        entrance = opening.open(simulator);
        world = needs;
        return true;
    }

    @Override
    public boolean carries(SessionRequest request) {
        return carries.test(request);
    }

    @Override
    public Sender sender() {
        return requireNonNull(entrance, "not prepared").sender();
    }

    @Override
    public void pass(Duration time) {
        requireNonNull(simulator, "not prepared").advanceClock(time);
    }

    @Override
    public Optional<List<String>> portal() {
        return Optional.of(requireNonNull(simulator, "not prepared").devices().stream()
                .map(SimulatedTarget::words)
                .toList());
    }

    private static String words(RegisteredDevice device) {
        StringBuilder words = new StringBuilder(device.type() + " " + device.id())
                .append(" customer=")
                .append(device.customerId());
        if (device.vendorId() != null) {
            words.append(" vendor=").append(device.vendorId());
        }
        words.append(" upload=").append(device.transactionId());
        if (!device.profileAliases().isEmpty()) {
            words.append(" profiles=").append(String.join(",", device.profileAliases()));
        }
        return words.toString();
    }

    @Override
    public void close() {
        if (entrance != null) {
            entrance.close();
        }
        if (simulator != null) {
            simulator.close();
        }
        entrance = null;
        simulator = null;
    }
}
