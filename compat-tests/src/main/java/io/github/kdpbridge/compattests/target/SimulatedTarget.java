package io.github.kdpbridge.compattests.target;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.compattests.scenario.WorldNeeds;
import io.github.kdpbridge.compattests.session.Sender;
import io.github.kdpbridge.compattests.session.SessionRequest;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** A portal and the way into it. */
    private record Portal(Simulator simulator, Entrance entrance) {}

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final String name;
    private final World world;
    private final Opening opening;
    private final Predicate<SessionRequest> carries;
    /** Each portal that a scenario has needed so far; it stays open, and is made as new for the next. */
    private final Map<WorldNeeds, Portal> portals = new HashMap<>();

    private @Nullable Portal portal;

    SimulatedTarget(String name, World world, Opening opening, Predicate<SessionRequest> carries) {
        this.name = name;
        this.world = world;
        this.opening = opening;
        this.carries = carries;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean prepare(WorldNeeds needs) {
        portal = portals.computeIfAbsent(needs.with(Dialect.documented()), this::open);
        Simulator simulator = portal.simulator();
        if (needs.dialect().equals(simulator.dialect())) {
            simulator.resetPortal();
        } else {
            simulator.reset();
        }
        simulator.dialect(needs.dialect());
        portal.entrance().renewal().run();
        return true;
    }

    private Portal open(WorldNeeds needs) {
        World.Settings settings = World.Settings.standard()
                .withProcessingTime(needs.processing())
                .withDeviceLimit(needs.deviceLimit())
                .withPageSizeLimit(needs.pageSizeLimit());
        Simulator simulator = Simulator.start(SimulatorOptions.builder()
                .world(world.withSettings(settings))
                .clock(Clock.fixed(START, ZoneOffset.UTC))
                .build());
        return new Portal(simulator, opening.open(simulator));
    }

    private Portal prepared() {
        return requireNonNull(portal, "not prepared");
    }

    @Override
    public boolean carries(SessionRequest request) {
        return carries.test(request);
    }

    @Override
    public Sender sender() {
        return prepared().entrance().sender();
    }

    @Override
    public void pass(Duration time) {
        prepared().simulator().advanceClock(time);
    }

    @Override
    public Optional<List<String>> portal() {
        return Optional.of(prepared().simulator().devices().stream()
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
        portals.values().forEach(open -> {
            open.entrance().close();
            open.simulator().close();
        });
        portals.clear();
        portal = null;
    }
}
