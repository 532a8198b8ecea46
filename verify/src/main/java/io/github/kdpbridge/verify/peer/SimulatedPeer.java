package io.github.kdpbridge.verify.peer;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.scenario.Step;
import io.github.kdpbridge.verify.scenario.WorldNeeds;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Peer;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A peer over a simulated portal of its own. The portal's clock moves only on request. */
public final class SimulatedPeer implements PortalPeer {
    private record Portal(Simulator simulator, Peer peer) {}

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final String name;
    private final World world;
    private final Function<Simulator, Peer> opening;
    private final Predicate<SessionRequest> carries;
    /** One portal for each kind of needs so far; it stays open, and is reset for the next scenario. */
    private final Map<WorldNeeds, Portal> portals = new HashMap<>();

    private @Nullable Portal portal;

    /**
     * Creates a peer.
     *
     * @param name its name in reports
     * @param world the accounts of the portal; its settings are ignored
     * @param opening opens the peer on a simulator; closing that peer leaves the simulator running
     * @param carries whether the peer can express a request at all; a typed one cannot send broken JSON, for example
     */
    public SimulatedPeer(
            String name, World world, Function<Simulator, Peer> opening, Predicate<SessionRequest> carries) {
        this.name = requireNonNull(name);
        this.world = requireNonNull(world);
        this.opening = requireNonNull(opening);
        this.carries = requireNonNull(carries);
    }

    public static SimulatedPeer generation1(World world) {
        return new SimulatedPeer("simulated generation 1", world, simulator -> Peer.at(simulator.url()), any -> true);
    }

    /** Returns the gateway with a ledger, in its default configuration, in front of the simulator's generation 2. */
    public static SimulatedPeer gateway(World world, Gen2Profile profile) {
        return new SimulatedPeer(
                "gateway with a ledger, over simulated generation 2",
                world,
                simulator -> GatewayPeer.withLedger(simulator, BridgeAccount.of(world, profile)),
                any -> true);
    }

    /** Returns the gateway with the default profile of generation 2. */
    public static SimulatedPeer gateway(World world) {
        return gateway(world, Gen2Profile.standard());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    @Override
    public Optional<String> prepare(Scenario scenario) {
        Optional<String> beyond = scenario.steps().stream()
                .map(Step::request)
                .filter(carries.negate())
                .map(request -> "cannot express: " + request.name())
                .findFirst();
        if (beyond.isEmpty()) {
            prepare(scenario.world());
        }
        return beyond;
    }

    /** Resets the portal, with these settings. The peer keeps its tokens: signing them anew takes most of a run. */
    public void prepare(WorldNeeds needs) {
        portal = portals.computeIfAbsent(needs.with(Dialect.documented()), this::open);
        Simulator simulator = portal.simulator();
        simulator.resetPortal();
        simulator.dialect(needs.dialect());
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
        return new Portal(simulator, opening.apply(simulator));
    }

    private Portal prepared() {
        return requireNonNull(portal, "not prepared");
    }

    /** Returns whether the peer can express a request. */
    public boolean carries(SessionRequest request) {
        return carries.test(request);
    }

    @Override
    public Answer send(SessionRequest request) {
        return prepared().peer().send(request);
    }

    @Override
    public void pass(Duration time) {
        prepared().simulator().advanceClock(time);
    }

    @Override
    public Optional<List<String>> portal() {
        return Optional.of(prepared().simulator().devices().stream()
                .map(SimulatedPeer::words)
                .toList());
    }

    private static String words(RegisteredDevice device) {
        return device.type() + " " + device.id() + " customer=" + device.customerId()
                + (device.vendorId() == null ? "" : " vendor=" + device.vendorId())
                + " upload=" + device.transactionId()
                + (device.profileAliases().isEmpty() ? "" : " profiles=" + String.join(",", device.profileAliases()));
    }

    @Override
    public void close() {
        portals.values().forEach(open -> {
            open.peer().close();
            open.simulator().close();
        });
        portals.clear();
        portal = null;
    }
}
