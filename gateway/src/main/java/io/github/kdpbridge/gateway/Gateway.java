package io.github.kdpbridge.gateway;

import com.google.common.io.Closer;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server that takes requests of generation 1 and has them done by generation 2.
 *
 * <p>Starting it needs no network: each reseller's service is reached with its first request. {@link #close()} lets
 * running requests finish, for at most 30 seconds.
 *
 * <p>Health and metrics have an address of their own, when the configuration names one. Safe for use by many threads.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final Entrance entrance;
    private final CompletionStage<Void> ready;
    private final @Nullable Listening admin;
    /** In the order of their making; closed the other way round. */
    private final Closer parts;

    private Gateway(Entrance entrance, CompletionStage<Void> ready, @Nullable Listening admin, Closer parts) {
        this.entrance = entrance;
        this.ready = ready;
        this.admin = admin;
        this.parts = parts;
    }

    /**
     * Starts a gateway on a free port of the loopback address, whose callers all act for one reseller: any key opens it.
     *
     * @param program what does the work; stays the caller's to close
     */
    public static Gateway start(DeploymentProgram program) {
        return start(GatewayConfig.builder().anyKey(program).build());
    }

    /**
     * Starts a gateway; it listens when this returns.
     *
     * @throws ConfigurationException if the certificate cannot be used; the message is one line
     * @throws LedgerException if the ledger cannot be opened; the message says why
     * @throws UncheckedIOException if it cannot listen at a configured address; the message names it
     */
    public static Gateway start(GatewayConfig config) {
        Closer parts = Closer.create();
        try {
            return start(config, parts);
        } catch (RuntimeException e) {
            close(parts);
            throw e;
        }
    }

    private static Gateway start(GatewayConfig config, Closer parts) {
        config.warnings().forEach(LOG::warn);
        CertificateWatch certificate = config.tls().map(CertificateWatch::new).orElse(null);
        GatewayMeters meters = new GatewayMeters();
        parts.register(meters::close);
        Health health = new Health();
        Listening admin = config.admin().isEmpty() ? null : AdminEndpoint.server(health, meters, config.adminHosts());
        if (admin != null) {
            parts.register(admin::close);
            admin.start(config.admin().orElseThrow());
        }
        ContractWatch watch = new ContractWatch(meters, Clock.systemUTC());
        Clients clients = new Clients(config.accounts(), meters, watch);
        parts.register(clients);
        LedgerKeeper keeper = keeper(config, parts, watch);
        Gen1Handler handler = handler(config, clients, keeper);
        Entrance entrance = new Entrance(config, certificate, () -> handler, ByteBudget.ofHeap(), meters);
        parts.register(keeper::close);
        health.add(keeper);
        health.add(watch);
        keeper.start();
        parts.register(entrance::close);
        parts.register(health::stopping);
        entrance.start(config.listen());
        health.started();
        return new Gateway(entrance, keeper.settled(), admin, parts);
    }

    /** The ledger that is brought stays its owner's to close; without any, there is one in memory. */
    private static LedgerKeeper keeper(GatewayConfig config, Closer parts, ContractWatch watch) {
        Optional<LedgerStore> store = config.ledgerStore();
        if (store.isEmpty() && config.ledger().isPresent()) {
            return new LedgerKeeper(config.ledger().get(), watch);
        }
        Ledger own = store.isPresent() ? SqlLedger.open(store.get()) : InMemoryLedger.holding(config.ledgerMemory());
        parts.register(own::close);
        LedgerKeeper keeper = new LedgerKeeper(own, watch);
        if (store.isEmpty()) {
            keeper.isNew();
        }
        return keeper;
    }

    private static Gen1Handler handler(GatewayConfig config, Clients clients, LedgerKeeper keeper) {
        Gen1Handler.Builder handler = Gen1Handler.builder().profile(config.profile());
        config.anyKey().ifPresent(program -> handler.anyKey(kept(program, keeper, Gen2Profile.standard())));
        for (Account account : config.accounts()) {
            DeploymentProgram program = kept(program(account, clients), keeper, profile(account));
            account.keys().forEach(key -> handler.account(key, program));
        }
        return handler.build();
    }

    private static DeploymentProgram kept(DeploymentProgram program, LedgerKeeper keeper, Gen2Profile profile) {
        return program.remembersWrites() ? program : keeper.keep(program, profile);
    }

    private static Gen2Profile profile(Account account) {
        return account instanceof Gen2Account gen2 ? gen2.profile() : Gen2Profile.standard();
    }

    private static DeploymentProgram program(Account account, Clients clients) {
        return account instanceof ProgramAccount given ? given.program() : clients.of((Gen2Account) account);
    }

    /** Returns the address to send requests to, without a slash at its end. */
    public URI url() {
        return entrance.url();
    }

    /** Returns where health and metrics are, without a slash at its end; empty if the configuration names no place. */
    public Optional<URI> adminUrl() {
        return Optional.ofNullable(admin).map(Listening::url);
    }

    /**
     * Returns what is completed when the gateway is ready: when the service has answered for the writes that an earlier
     * process left open in the ledger. Requests are taken before, and answered rightly. What depends on it runs on a
     * thread of the gateway, and must not block.
     */
    public CompletionStage<Void> ready() {
        return ready;
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
