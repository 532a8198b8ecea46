package io.github.kdpbridge.gateway.reseller;

import io.github.kdpbridge.eventloop.EventLoops;
import io.github.kdpbridge.eventloop.LoopCarriers;
import io.github.kdpbridge.gateway.config.Account;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.operator.ContractWatch;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gateway.operator.TokenWatch;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.serviceclient.http.Carriers;
import java.io.Closeable;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The resellers that a gateway serves now; a reload replaces them. */
public final class Resellers implements Closeable {
    private final GatewayMeters meters;
    private final ContractWatch watch;
    private final TokenWatch tokens;
    private final EventLoops loops = EventLoops.create();
    private final Carriers carriers = new LoopCarriers(loops);
    /** Also replaced ones, until their last requests have been answered. */
    private final List<Clients> open = new CopyOnWriteArrayList<>();

    private volatile @Nullable Served served;

    public Resellers(GatewayMeters meters, ContractWatch watch, TokenWatch tokens) {
        this.meters = meters;
        this.watch = watch;
        this.tokens = tokens;
    }

    /** Returns the loops that carry requests to the services. */
    public EventLoops loops() {
        return loops;
    }

    /** Starts creating the clients of a configuration. */
    public Clients clients(GatewayConfig config) {
        Clients clients = new Clients(config, meters, watch, tokens, carriers);
        open.add(clients);
        return clients;
    }

    /** Serves the resellers of a configuration. On failure, the previous ones stay, and the new clients are closed. */
    public void serve(GatewayConfig config, Clients clients, LedgerKeeper keeper) {
        boolean serving = false;
        try {
            Served next = Served.by(config, clients, keeper);
            clients.awaitMade();
            keeper.moves().follow(config.accounts());
            keeper.settleFor(next.kept());
            keeper.moves().oversight().ifPresent(oversight -> oversight.follow(next.overseen()));
            served = next;
            serving = true;
        } finally {
            if (!serving) {
                close(clients);
            }
        }
        tokens.follow(clients, config.accounts().stream().map(Account::reseller).toList());
    }

    /** Asks each current client for a token. */
    public void askForTokens() {
        tokens.ask(current().all());
    }

    /** Returns the current handler. */
    public Gen1Handler handler() {
        return now().handler();
    }

    /** Returns the current clients. */
    public Clients current() {
        return now().clients();
    }

    private Served now() {
        return Objects.requireNonNull(served, "served");
    }

    /** Closes replaced clients. */
    public void close(Clients clients) {
        open.remove(clients);
        clients.close();
    }

    @Override
    public void close() {
        try {
            tokens.close();
            open.forEach(Clients::close);
        } finally {
            loops.close();
        }
    }
}
