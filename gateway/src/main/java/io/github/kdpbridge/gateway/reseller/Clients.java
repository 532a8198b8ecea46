package io.github.kdpbridge.gateway.reseller;

import com.google.common.base.Throwables;
import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.gateway.config.Account;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.operator.ContractWatch;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gateway.operator.TokenWatch;
import io.github.kdpbridge.gen2client.Gen2Client;
import java.io.Closeable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * The clients of generation 2, one for each account that needs one. They are created on another thread, in parallel
 * with the opening of the ledger: the two take most of a start's time.
 */
public final class Clients implements Closeable {
    private final CompletableFuture<Map<Gen2Account, Gen2Client>> made;

    /** Starts creating them. */
    Clients(List<Account> accounts, GatewayMeters meters, ContractWatch watch, TokenWatch tokens) {
        this.made = making(accounts, account -> client(account, meters, watch, tokens));
    }

    /** Starts creating them by a given function. */
    Clients(List<? extends Account> accounts, Function<Gen2Account, Gen2Client> client) {
        this.made = making(accounts, client);
    }

    private static CompletableFuture<Map<Gen2Account, Gen2Client>> making(
            List<? extends Account> accounts, Function<Gen2Account, Gen2Client> client) {
        return CompletableFuture.supplyAsync(() -> make(accounts, client), Clients::begin);
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "kdp-gateway-clients");
        thread.setDaemon(true);
        thread.start();
    }

    /** If one cannot be created, the others are closed. */
    private static Map<Gen2Account, Gen2Client> make(
            List<? extends Account> accounts, Function<Gen2Account, Gen2Client> client) {
        Map<Gen2Account, Gen2Client> clients = new HashMap<>();
        boolean complete = false;
        try {
            for (Account account : accounts) {
                account.gen2().ifPresent(gen2 -> clients.computeIfAbsent(gen2, client));
            }
            complete = true;
            return clients;
        } finally {
            if (!complete) {
                clients.values().forEach(Gen2Client::close);
            }
        }
    }

    private Gen2Client client(Gen2Account account, GatewayMeters meters, ContractWatch watch, TokenWatch tokens) {
        Gen2Client.Builder client = Gen2Client.builder(account.reseller())
                .baseUrl(account.service().baseUrl())
                .tokens(account.service().tokens())
                .resilience(account.service().resilience())
                .profile(account.service().profile())
                .deviceCheck(DeviceCheck.none()) // the service judges identifiers, not the bridge
                .vendors(account.vendors())
                .listener(meters.client(account.reseller()))
                .listener(watch.listener())
                .listener(tokens.listener(account.reseller(), this));
        if (account.name() != null) {
            client.name(account.name());
        }
        return client.build();
    }

    /** Returns an account's client; waits until it is created. */
    Gen2Client of(Gen2Account account) {
        return Objects.requireNonNull(made().get(account), "client");
    }

    /** Returns all clients; waits until they are created. */
    Collection<Gen2Client> all() {
        return made().values();
    }

    /** Waits until all are created; throws if one could not be. */
    void awaitMade() {
        made();
    }

    private Map<Gen2Account, Gen2Client> made() {
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
        made.exceptionally(notMade -> Map.of()).join().values().forEach(Gen2Client::close);
    }
}
