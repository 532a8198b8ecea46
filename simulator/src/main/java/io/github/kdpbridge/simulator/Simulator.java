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
 * <p>What it does over HTTP below {@code /_sim/} it does here in Java. All methods are thread-safe.
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

    /**
     * Starts the default world on a free port of 127.0.0.1.
     *
     * @throws IllegalStateException if it cannot listen
     */
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

    /** Where it listens; for example {@code http://127.0.0.1:40123}, without a slash at the end. */
    public URI url() {
        return server.url();
    }

    /** The port it listens on; the port, never 0. */
    public int port() {
        return server.url().getPort();
    }

    /**
     * All registered devices, also those whose transaction is still in progress.
     *
     * @return a copy, in the order of type and identifier
     */
    public List<RegisteredDevice> devices() {
        return portal.devices();
    }

    /**
     * The uploads and deletions that were accepted, through either generation; refused ones are not among them.
     *
     * @return a copy, in the order of their acceptance
     */
    public List<AcceptedTransaction> transactions() {
        return portal.transactions();
    }

    /**
     * Registers devices at once, without a request: a million takes seconds. They belong to a transaction {@code seed},
     * whose status nobody can ask for, and a {@linkplain #reset() reset} takes them away.
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
            devices.add(new RegisteredDevice(type, id, resellerId, customerId, null, SEED, now, List.of()));
        });
        portal.seed(devices);
    }

    /**
     * The last 100,000 requests on the paths of the service, without those below {@code /_sim/}.
     *
     * @return a copy, in the order of arrival
     */
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
     * Goes back to the start of the world as {@link #reset} does, but keeps access tokens and pinned keys: a client that
     * has a token need not sign for another one.
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
     * @param duration how far, not negative
     * @throws IllegalArgumentException if it is negative
     */
    public void advanceClock(Duration duration) {
        clock.advance(duration);
    }

    /** The simulator's own clock. */
    public Clock clock() {
        return clock;
    }

    /** How the service behaves at the moment. */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * Changes how the service behaves, at once: for every answer and every judgement from now on. What was judged
     * stays.
     */
    public void dialect(Dialect dialect) {
        this.dialect = requireNonNull(dialect, "dialect");
    }

    /** Makes something go wrong, after the faults that were given before for the same path. */
    public void fault(Fault fault) {
        faults.add(fault);
    }

    /** The faults that are still to come: a copy, each with the number of requests that it still waits for. */
    public List<Fault> faults() {
        return faults.left();
    }

    /** Forgets the faults that are still to come. */
    public void clearFaults() {
        faults.clear();
    }

    /** Closes all connections and refuses new ones, as a service that is down; what it knows stays. */
    public void refuseConnections() {
        server.refuseConnections();
    }

    /** Accepts connections again, on the same port, after they were refused. */
    public void acceptConnections() {
        server.acceptConnections();
    }

    /** Answers the requests that are under way, for at most a second, and stops. Does nothing the second time. */
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
