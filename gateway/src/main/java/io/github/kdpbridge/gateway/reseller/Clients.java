package io.github.kdpbridge.gateway.reseller;

import com.google.common.base.Throwables;
import com.google.common.base.Ticker;
import io.github.kdpbridge.gateway.config.Account;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.migration.BreakerWatch;
import io.github.kdpbridge.gateway.migration.ContractSigns;
import io.github.kdpbridge.gateway.operator.ContractWatch;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gateway.operator.TokenWatch;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.serviceclient.http.Carriers;
import java.io.Closeable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The clients of generation 2, one for each account that needs one, and those of the old service for accounts that migrate.
 * They are created on another thread, in parallel with the opening of the ledger: the two take most of a start's time.
 */
public final class Clients implements Closeable {
    private final Map<Gen2Account, BreakerWatch> breakers = new ConcurrentHashMap<>();
    private final Map<Gen2Account, ContractSigns> signs = new ConcurrentHashMap<>();
    private final CompletableFuture<Made> made;

    /** Starts creating them. */
    Clients(GatewayConfig config, GatewayMeters meters, ContractWatch watch, TokenWatch tokens, Carriers carriers) {
        this.made = making(
                config.accounts(),
                account -> client(account, meters, watch, tokens)
                        .carriers(carriers)
                        .build(),
                account -> moving(account, config.profile(), meters));
    }

    /** Starts creating them by a given function, for accounts that do not migrate. */
    Clients(List<? extends Account> accounts, Function<Gen2Account, Gen2Client> client) {
        this.made = making(accounts, client, account -> {
            throw new IllegalArgumentException(account + " migrates");
        });
    }

    private static CompletableFuture<Made> making(
            List<? extends Account> accounts,
            Function<Gen2Account, Gen2Client> client,
            Function<MigratingAccount, MovingClients> moving) {
        return CompletableFuture.supplyAsync(() -> make(accounts, client, moving), Clients::begin);
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "kdp-gateway-clients");
        thread.setDaemon(true);
        thread.start();
    }

    /** If one cannot be created, the others are closed. */
    private static Made make(
            List<? extends Account> accounts,
            Function<Gen2Account, Gen2Client> client,
            Function<MigratingAccount, MovingClients> moving) {
        Made made = new Made(new HashMap<>(), new HashMap<>());
        boolean complete = false;
        try {
            for (Account account : accounts) {
                account.gen2().ifPresent(gen2 -> made.services().computeIfAbsent(gen2, client));
                account.migrating().ifPresent(migrating -> made.moving().computeIfAbsent(migrating, moving));
            }
            complete = true;
            return made;
        } finally {
            if (!complete) {
                made.close();
            }
        }
    }

    /** The clients of both generations. */
    private record Made(Map<Gen2Account, Gen2Client> services, Map<MigratingAccount, MovingClients> moving)
            implements AutoCloseable {
        @Override
        public void close() {
            moving.values().forEach(MovingClients::close);
            services.values().forEach(Gen2Client::close);
        }
    }

    private Gen2Client.Builder client(
            Gen2Account account, GatewayMeters meters, ContractWatch watch, TokenWatch tokens) {
        return MovingClients.client(account)
                .listener(breaker(account))
                .listener(signs(account))
                .listener(meters.client(account.reseller()))
                .listener(watch.listener())
                .listener(tokens.listener(account.reseller(), this));
    }

    private MovingClients moving(MigratingAccount account, Gen1Profile profile, GatewayMeters meters) {
        return MovingClients.of(account, profile, meters, signs(account.account()));
    }

    /** Returns an account's client; waits until it is created. */
    Gen2Client of(Gen2Account account) {
        return Objects.requireNonNull(made().services().get(account), "client");
    }

    /** Returns what watches the breaker of an account's client. */
    BreakerWatch breaker(Gen2Account account) {
        return breakers.computeIfAbsent(account, first -> new BreakerWatch(Ticker.systemTicker()));
    }

    /** Returns the signs that generation 2 shows an account's clients. */
    ContractSigns signs(Gen2Account account) {
        return signs.computeIfAbsent(account, first -> new ContractSigns());
    }

    /** Returns the clients that only an account that migrates has; waits until they are created. */
    MovingClients moving(MigratingAccount account) {
        return Objects.requireNonNull(made().moving().get(account), "moving");
    }

    /** Returns all clients of generation 2; waits until they are created. */
    Collection<Gen2Client> all() {
        return made().services().values();
    }

    /** Waits until all are created; throws if one could not be. */
    void awaitMade() {
        made();
    }

    private Made made() {
        try {
            return made.join();
        } catch (CompletionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            Throwables.throwIfUnchecked(why);
            throw e;
        }
    }

    /** Closes them; waits for their creation first. */
    @Override
    public void close() {
        made.exceptionally(notMade -> new Made(Map.of(), Map.of())).join().close();
    }
}
