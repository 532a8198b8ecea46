package io.github.kdpbridge.simulator;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.simulator.http.FaultList;
import io.github.kdpbridge.simulator.http.HttpEntrance;
import io.github.kdpbridge.simulator.http.HttpServer;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.simulator.http.RequestLog;
import io.github.kdpbridge.simulator.http.Service;
import io.github.kdpbridge.simulator.portal.AcceptedTransaction;
import io.github.kdpbridge.simulator.portal.Accounts;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.simulator.token.TokenService;
import io.github.kdpbridge.simulator.token.TokenStore;
import io.github.kdpbridge.simulator.wire.Services;
import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Both generations of the service over one in-memory reseller portal, as a real HTTP server on one port.
 *
 * <pre>{@code
 * try (Simulator simulator = Simulator.start()) {
 *     legacyClient.setBaseUrl(simulator.url());
 *     ...
 *     assertThat(simulator.devices()).hasSize(1);
 * }
 * }</pre>
 *
 * <p>The methods do what the control API below {@code /_sim/} does over HTTP. Thread-safe.
 */
public final class Simulator implements AutoCloseable {
    private static final String SEED = "seed";

    private final World world;
    private final SimulatedClock clock;
    private final Portal portal;
    private final TokenStore tokens;
    private final RequestLog log;
    private final FaultList faults = new FaultList();
    private final HttpServer server;
    private volatile Dialect dialect;

    private Simulator(SimulatorOptions options) {
        world = options.world();
        clock = new SimulatedClock(options.clock());
        dialect = world.dialect();
        portal = new Portal(world, clock, this::dialect);
        tokens = new TokenStore(clock, new SecureRandom());
        log = new RequestLog(clock);
        Accounts accounts = new Accounts(world);
        Service gen1 = Services.gen1(portal, accounts, world.settings());
        Service gen2 =
                Services.gen2(portal, TokenService.authentication(tokens, clock), world.settings(), this::dialect);
        Service token = TokenService.create(accounts, tokens, clock, this::dialect);
        HttpEntrance entrance = new HttpEntrance(
                clock,
                path -> path.startsWith("/kcs/") ? gen2 : path.startsWith("/ams/") ? token : gen1,
                new ControlService(this),
                log,
                faults);
        server = HttpServer.start(options.host(), options.port(), entrance);
    }

    /** Starts the default world on a free port of 127.0.0.1, as {@link #start(SimulatorOptions)} does. */
    public static Simulator start() {
        return start(SimulatorOptions.builder().build());
    }

    /**
     * Starts a simulator.
     *
     * @throws IllegalStateException if it cannot listen there
     */
    public static Simulator start(SimulatorOptions options) {
        return new Simulator(options);
    }

    /** {@return the URL it listens at, such as {@code http://127.0.0.1:40123}, without a slash at the end} */
    public URI url() {
        return server.url();
    }

    /** {@return the port it listens on, never 0} */
    public int port() {
        return server.url().getPort();
    }

    /** {@return all registered devices, also those of transactions in progress, by type and identifier; a copy} */
    public List<RegisteredDevice> devices() {
        return portal.devices();
    }

    /** {@return the uploads and deletions that either generation accepted, in the order of acceptance; a copy} */
    public List<AcceptedTransaction> transactions() {
        return portal.transactions();
    }

    /**
     * Registers devices at once, without a request: a million takes seconds. They belong to a transaction {@code seed},
     * which has no status, and a {@linkplain #reset() reset} removes them.
     *
     * <pre>{@code
     * simulator.seed("4680000925", "1200000321", DeviceType.IMEI,
     *         IntStream.range(0, 1_000_000).mapToObj("35%013d"::formatted));
     * }</pre>
     *
     * @param ids the identifiers, in the order of their registration
     * @throws IllegalArgumentException if the world has no such reseller or customer, or an identifier does not have
     *     the form of its type, and then nothing is registered; or at the first device that is registered already, and
     *     then those before it are
     */
    public void seed(String resellerId, String customerId, DeviceType type, Stream<String> ids) {
        requireCustomer(resellerId, customerId);
        Instant now = clock.instant();
        List<RegisteredDevice> devices = new ArrayList<>();
        ids.forEach(id -> {
            if (!type.accepts(id)) {
                throw new IllegalArgumentException(id + " is not a valid " + type);
            }
            devices.add(new RegisteredDevice(type, id, resellerId, customerId, null, SEED, now, List.of(), null, true));
        });
        portal.seed(devices);
    }

    /** {@return the last 100,000 requests, without those below {@code /_sim/}, in the order of arrival; a copy} */
    public List<RecordedRequest> requests() {
        return log.requests();
    }

    /** Forgets the requests so far. */
    public void clearRequests() {
        log.clear();
    }

    /**
     * Goes back to the start of the world: devices, transactions, tokens, pinned keys, requests, faults, clock and
     * dialect.
     */
    public void reset() {
        tokens.reset();
        resetPortal();
    }

    /**
     * Goes back to the start of the world as {@link #reset} does, but keeps access tokens and pinned keys, so that a
     * client can go on with its token.
     */
    public void resetPortal() {
        dialect = world.dialect();
        faults.clear();
        clock.reset();
        portal.reset();
        log.clear();
    }

    /**
     * Moves the simulator's clock ahead, and with it transactions, tokens and {@code Date} headers.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void advanceClock(Duration duration) {
        clock.advance(duration);
    }

    /** {@return the simulator's own clock: that of the options, plus all that it was advanced by} */
    public Clock clock() {
        return clock;
    }

    /** {@return the current dialect of the service} */
    public Dialect dialect() {
        return dialect;
    }

    /** Changes the dialect at once, for every later answer and judgement; earlier transactions keep their outcome. */
    public void dialect(Dialect dialect) {
        this.dialect = requireNonNull(dialect, "dialect");
    }

    /** Adds a fault, behind those of the same path that are still to come. */
    public void fault(Fault fault) {
        faults.add(fault);
    }

    /** {@return the faults that are still to come, each with the number of requests that it still waits for; a copy} */
    public List<Fault> faults() {
        return faults.left();
    }

    /** Forgets the faults that are still to come. */
    public void clearFaults() {
        faults.clear();
    }

    /** Closes all connections and refuses new ones, as a service that is down; its data stays. */
    public void refuseConnections() {
        server.refuseConnections();
    }

    /** Accepts connections again, on the same port, after they were refused. */
    public void acceptConnections() {
        server.acceptConnections();
    }

    /** Answers the requests under way, for at most a second, and stops. Idempotent. */
    @Override
    public void close() {
        server.close();
    }

    private void requireCustomer(String resellerId, String customerId) {
        boolean known = world.resellers().stream()
                .filter(reseller -> reseller.resellerId().equals(resellerId))
                .flatMap(reseller -> reseller.customers().stream())
                .anyMatch(customer -> customer.customerId().equals(customerId));
        if (!known) {
            throw new IllegalArgumentException(
                    "the world has no customer " + customerId + " of a reseller " + resellerId);
        }
    }
}
