package io.github.kdpbridge.gateway;

import com.google.common.base.Ticker;
import com.google.common.io.Closer;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.gateway.admin.Backups;
import io.github.kdpbridge.gateway.admin.Desks;
import io.github.kdpbridge.gateway.admin.MigrationApi;
import io.github.kdpbridge.gateway.config.Changes;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.http.AdminEndpoint;
import io.github.kdpbridge.gateway.http.Entrance;
import io.github.kdpbridge.gateway.http.Listening;
import io.github.kdpbridge.gateway.http.OperatorSide;
import io.github.kdpbridge.gateway.http.Sessions;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.gateway.migration.Loop;
import io.github.kdpbridge.gateway.migration.Moves;
import io.github.kdpbridge.gateway.migration.Plans;
import io.github.kdpbridge.gateway.operator.ContractWatch;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gateway.operator.Health;
import io.github.kdpbridge.gateway.operator.Reloads;
import io.github.kdpbridge.gateway.operator.TokenWatch;
import io.github.kdpbridge.gateway.page.MigrationPages;
import io.github.kdpbridge.gateway.reseller.Clients;
import io.github.kdpbridge.gateway.reseller.LedgerKeeper;
import io.github.kdpbridge.gateway.reseller.Resellers;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import io.github.kdpbridge.gateway.tls.CertificateWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server for callers of generation 1, on top of generation 2.
 *
 * <p>Starting it needs no network: each reseller's service is reached with its first request, or in the background if
 * the configuration wants {@linkplain GatewayConfig#tokensAtStart() tokens at the start}. {@link #close()} lets running
 * requests finish, for at most 30 seconds.
 *
 * <p>Health and metrics have an address of their own, when the configuration names one. Safe for use by many threads.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    /** Longer than any request takes: the clients of resellers that were replaced may still answer theirs. */
    private static final Duration FAREWELL = Duration.ofMinutes(10);

    private final Health health = new Health();
    private final Desks desks = new Desks();
    private final Sessions sessions;
    private final Backups backups = new Backups();
    private final Entrance entrance;
    private final Resellers resellers;
    private final LedgerKeeper keeper;
    private final @Nullable Listening admin;
    /** In the order of their making; closed the other way round. */
    private final Closer parts;

    private final Reloads reloads;
    private GatewayConfig config;

    /** Prepares it; nothing of it listens, and the parts close whatever exists so far. */
    private Gateway(GatewayConfig config, Closer parts) {
        this.config = config;
        this.parts = parts;
        Loop.refuse(config);
        warn(config);
        CertificateWatch certificate = config.tls().map(CertificateWatch::new).orElse(null);
        GatewayMeters meters = new GatewayMeters();
        parts.register(meters::close);
        this.reloads = new Reloads(meters, Clock.systemUTC());
        this.sessions = new Sessions(config.adminAccess(), Clock.systemUTC());
        this.admin = config.admin().isEmpty() ? null : AdminEndpoint.server(health, meters, config, operatorSide());
        if (admin != null) {
            parts.register(admin::close);
            admin.start(config.admin().orElseThrow());
        }
        ContractWatch watch = new ContractWatch(meters, Clock.systemUTC(), Ticker.systemTicker());
        TokenWatch tokens = new TokenWatch(meters);
        this.resellers = new Resellers(meters, watch, tokens);
        parts.register(resellers);
        Clients clients = resellers.clients(config);
        this.keeper = keeper(config, watch, meters);
        resellers.serve(config, clients, keeper);
        openDesks();
        openSessions(config);
        sessions.follow(config.adminAccess());
        if (config.tokensAtStart()) {
            resellers.askForTokens();
        }
        this.entrance =
                new Entrance(config, certificate, resellers::handler, Entrance.Resources.on(resellers.loops()), meters);
        parts.register(resellers); // before the ledger: their last requests end their claims there
        parts.register(keeper::close);
        parts.register(keeper.moves()); // before their programs and their ledger
        parts.register(desks::close); // health answers to the end, but no act begins on what is closed
        health.add(keeper);
        health.add(watch);
        if (config.tokensAtStart()) {
            health.add(tokens);
        }
    }

    private OperatorSide.Parts operatorSide() {
        Clock clock = Clock.systemUTC();
        return new OperatorSide.Parts(
                new MigrationApi(desks, backups, clock), new MigrationPages(desks, clock), sessions);
    }

    private static void warn(GatewayConfig config) {
        config.warnings().forEach(warning -> LOG.warn("{}", warning));
    }

    private void openDesks() {
        desks.serve(keeper.moves().oversight().stream()
                .flatMap(oversight -> oversight.accounts().stream())
                .map(account ->
                        new Desks.Account(account.desk(), account.pins(), account.comparisons(), account.pace()))
                .toList());
    }

    /** Reads the secret of sessions from the ledger when the first operators are named. */
    private void openSessions(GatewayConfig next) {
        if (!next.adminAccess().isEmpty() && !sessions.isOpen()) {
            sessions.open(keeper.moves().secret("sessions of operators").orElse(null));
        }
    }

    private void listen() {
        keeper.start();
        keeper.moves().start();
        parts.register(entrance::close);
        parts.register(health::stopping);
        entrance.start(config.listen());
        health.started();
    }

    /**
     * Starts a gateway on a free port of the loopback address, whose callers all act for one reseller: any key opens
     * it.
     *
     * @param program does the work; stays the caller's to close
     */
    public static Gateway start(DeploymentProgram program) {
        return start(GatewayConfig.builder().anyKey(program).build());
    }

    /**
     * Starts a gateway; it listens when this returns.
     *
     * @throws ConfigurationException if the certificate cannot be used, an old service is the gateway itself, or the ledger
     *     knows another migration of a reseller; the message is one line
     * @throws LedgerException if the ledger cannot be opened; the message says why
     * @throws UncheckedIOException if it cannot listen at a configured address; the message names it
     */
    public static Gateway start(GatewayConfig config) {
        Closer parts = Closer.create();
        boolean started = false;
        try {
            Gateway gateway = new Gateway(config, parts);
            gateway.listen();
            started = true;
            return gateway;
        } finally {
            if (!started) {
                close(parts);
            }
        }
    }

    /** The ledger that is brought stays its owner's to close; without any, there is one in memory. */
    private LedgerKeeper keeper(GatewayConfig config, ContractWatch watch, GatewayMeters meters) {
        Optional<LedgerStore> store = config.ledgerStore();
        if (store.isEmpty() && config.ledger().isPresent()) {
            Ledger given = config.ledger().get();
            return new LedgerKeeper(given, meters.counted(given), watch);
        }
        if (store.isPresent()) {
            Plans plans = new Plans(store.get().takeover());
            SqlLedger own = SqlLedger.open(store.get(), plans);
            parts.register(own::close);
            backups.of(own);
            return new LedgerKeeper(own, meters.counted(own), watch, Moves.of(own, plans));
        }
        Ledger own = InMemoryLedger.holding(config.ledgerMemory());
        parts.register(own::close);
        LedgerKeeper inMemory = new LedgerKeeper(own, meters.counted(own), watch);
        inMemory.isNew();
        return inMemory;
    }

    /** Returns the address to send requests to, without a slash at its end. */
    public URI url() {
        return entrance.url();
    }

    /** Returns where health and metrics are, without a slash at its end; empty if the configuration names no place. */
    public Optional<URI> adminUrl() {
        return Optional.ofNullable(admin).map(Listening::url);
    }

    /** Returns the phases of the customers of accounts that migrate; moves are begun there. Without a migration, it is empty. */
    public Routes routes() {
        return keeper.moves().routes();
    }

    /** Returns the accounts that migrate, as operators reach them on the admin side. */
    public Desks desks() {
        return desks;
    }

    /**
     * Returns a stage that completes when the gateway is ready: when the service has answered for the writes that an
     * earlier process left open in the ledger. Requests are taken before that, and answered correctly. Dependent stages
     * run on a thread of the gateway, and must not block.
     */
    public CompletionStage<Void> ready() {
        return keeper.settled();
    }

    /**
     * Serves the resellers of another configuration from now on, with their keys, credentials and services, knows its
     * operators, and shows the certificate that is in the files now. Requests under way are answered by the resellers that they began with.
     * Everything else is read at the start only. If this throws, nothing changes.
     *
     * @param source gives the configuration; what it throws is thrown here, too, and shown by the meters
     * @return the sections that differ, and need a restart to count: {@code gateway.limits} for example
     */
    public synchronized List<String> reload(Supplier<GatewayConfig> source) {
        boolean done = false;
        try {
            List<String> needRestart = serve(source.get());
            done = true;
            return needRestart;
        } finally {
            reloads.note(done);
        }
    }

    /** Does the same with a configuration that is there. */
    public List<String> reload(GatewayConfig next) {
        return reload(() -> next);
    }

    private List<String> serve(GatewayConfig next) {
        Loop.refuse(config.withResellersOf(next));
        List<String> needRestart = Changes.needingRestart(config, next);
        Clients before = resellers.current();
        openSessions(next);
        resellers.serve(next, resellers.clients(next), keeper);
        openDesks();
        config = config.withResellersOf(next);
        sessions.follow(config.adminAccess());
        entrance.reload(() -> resellers.close(before), FAREWELL);
        if (admin != null) {
            admin.reload();
        }
        if (next.tokensAtStart()) {
            resellers.askForTokens();
        }
        warn(next);
        LOG.info("reloaded: {}", next);
        return needRestart;
    }

    /**
     * Says that it is not ready, stops taking requests, lets the running ones finish, and closes the connections to
     * generation 2.
     */
    @Override
    public void close() {
        close(parts);
    }

    private static void close(Closer parts) {
        try {
            parts.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
