package io.github.kdpbridge.gateway;

import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.gen2client.Gen2Client;
import java.io.Closeable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The clients of generation 2, one for each account that needs one. They are made on a thread of their own: with the
 * opening of the ledger, which nothing of them needs, that is most of the time that a start takes.
 */
final class Clients implements Closeable {
    private final CompletableFuture<Map<Gen2Account, Gen2Client>> made;

    /** Begins to make them. */
    Clients(List<Account> accounts, GatewayMeters meters, ContractWatch watch, TokenWatch tokens) {
        this.made = CompletableFuture.supplyAsync(() -> clients(accounts, meters, watch, tokens), Clients::begin);
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "kdp-gateway-clients");
        thread.setDaemon(true);
        thread.start();
    }

    private static Map<Gen2Account, Gen2Client> clients(
            List<Account> accounts, GatewayMeters meters, ContractWatch watch, TokenWatch tokens) {
        Map<Gen2Account, Gen2Client> clients = new HashMap<>();
        for (Account account : accounts) {
            if (account instanceof Gen2Account gen2) {
                clients.computeIfAbsent(gen2, each -> client(each, meters, watch, tokens));
            }
        }
        return clients;
    }

    private static Gen2Client client(
            Gen2Account account, GatewayMeters meters, ContractWatch watch, TokenWatch tokens) {
        Gen2Client.Builder client = Gen2Client.builder(account.reseller())
                .baseUrl(account.baseUrl())
                .tokens(account.tokens())
                .resilience(account.resilience())
                .profile(account.profile())
                .deviceCheck(DeviceCheck.none()) // what the service might accept, the bridge never refuses
                .vendors(account.vendors())
                .listener(meters.client(account.reseller()))
                .listener(watch.listener())
                .listener(tokens.listener(account.reseller()));
        if (account.name() != null) {
            client.name(account.name());
        }
        return client.build();
    }

    /** Returns an account's client, and waits until it is made. */
    Gen2Client of(Gen2Account account) {
        return Objects.requireNonNull(made.join().get(account), "client");
    }

    /** Returns all of them, and waits until they are made. */
    Collection<Gen2Client> all() {
        return made.join().values();
    }

    @Override
    public void close() {
        all().forEach(Gen2Client::close);
    }
}
