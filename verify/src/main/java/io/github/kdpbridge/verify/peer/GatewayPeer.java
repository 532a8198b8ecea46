package io.github.kdpbridge.verify.peer;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Peer;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A gateway in this JVM, on a free port of the loopback interface, in front of a simulated generation 2. */
public final class GatewayPeer implements Peer {
    private final Gateway gateway;
    private final Peer http;
    private final @Nullable Path folder;

    private GatewayPeer(GatewayConfig config, @Nullable Path folder) {
        this.gateway = Gateway.start(config);
        this.http = Peer.at(gateway.url());
        this.folder = folder;
    }

    /** Returns a gateway without a ledger. */
    public static GatewayPeer withoutLedger(Simulator simulator, List<BridgeAccount> accounts) {
        return new GatewayPeer(config(simulator, accounts).build(), null);
    }

    /** Returns a gateway with a ledger in a file, which is deleted when the peer is closed. */
    public static GatewayPeer withLedger(Simulator simulator, List<BridgeAccount> accounts) {
        try {
            Path folder = Files.createTempDirectory("kdp-verify");
            LedgerStore file = new LedgerStore.SqliteFile(folder.resolve("ledger.db"));
            return new GatewayPeer(config(simulator, accounts).ledger(file).build(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }

    private static GatewayConfig.Builder config(Simulator simulator, List<BridgeAccount> accounts) {
        // Sessions with wrong keys are not slowed down here.
        GatewayConfig.Builder config =
                GatewayConfig.builder().limits(Limits.standard().with(GatewaySettings.WRONG_KEYS, Integer.MAX_VALUE));
        accounts.forEach(account -> config.account(account.on(simulator)));
        return config;
    }

    @Override
    public Answer send(SessionRequest request) {
        return http.send(request);
    }

    @Override
    public void close() {
        gateway.close();
        if (folder != null) {
            try {
                MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
            } catch (IOException e) {
                throw new UncheckedIOException("the folder " + folder + " cannot be deleted", e);
            }
        }
    }
}
