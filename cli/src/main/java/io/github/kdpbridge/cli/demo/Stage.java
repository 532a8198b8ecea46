package io.github.kdpbridge.cli.demo;

import com.google.common.io.Closer;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.portal.AcceptedTransaction;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.Replay;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A simulator with both generations over one portal, and a gateway in front of it, on free ports of the loopback interface.
 * Nothing is left when it is closed.
 */
final class Stage implements AutoCloseable {
    static final String RESELLER = "4680000925";
    static final String GEN1_KEY = "sim-gen1-key";

    private final Closer parts;
    private final Simulator simulator;
    private final Gateway gateway;

    private Stage(Closer parts, String access) throws IOException {
        this.parts = parts;
        Path folder = Files.createTempDirectory("kdp-demo");
        parts.register(() -> MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE));
        this.simulator = Simulator.start();
        parts.register(simulator::close);
        this.gateway = Gateway.start(GatewayConfig.parse(
                """
                gateway { listen = "127.0.0.1:0", admin.listen = "127.0.0.1:0", ledger.file = "%s" }
                %s
                %s""".formatted(quoted(folder.resolve("ledger.db")), access, account(simulator)), "the demo"));
        parts.register(gateway::close);
    }

    /**
     * Starts both servers.
     *
     * @param access the line of the configuration that names the operator
     */
    static Stage open(String access) {
        Closer parts = Closer.create();
        boolean isOpen = false;
        try {
            Stage stage = new Stage(parts, access);
            isOpen = true;
            return stage;
        } catch (IOException e) {
            throw new UncheckedIOException("the demo has no folder for its ledger", e);
        } finally {
            if (!isOpen) {
                close(parts);
            }
        }
    }

    /** Returns the part of the configuration that makes a gateway migrate. */
    String configuration() {
        return account(simulator);
    }

    private static String account(Simulator simulator) {
        return """
                resellers = [{
                  resellerId = "%s"
                  gen1Key = "%s"
                  gen1 { baseUrl = "%3$s" }
                  gen2 {
                    baseUrl = "%3$s/kcs/v1/rp"
                    auth { scheme = oauth2, clientId = "sim-client", clientSecret = "sim-secret" }
                  }
                  migration { waves = [{ name = all, percent = 100 }] }
                }]""".formatted(RESELLER, GEN1_KEY, simulator.url());
    }

    private static String quoted(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Returns the address that the old program calls. */
    URI url() {
        return gateway.url();
    }

    /** Returns the address of the operator's side. */
    URI adminUrl() {
        return gateway.adminUrl().orElseThrow();
    }

    /** Sends a request as the old program does: to the gateway. */
    Exchange call(SessionRequest request) {
        return Replay.to(gateway.url()).send(request);
    }

    /** Returns the old service's own answer to the same request. */
    Answer oldService(SessionRequest request) {
        return Replay.to(simulator.url()).send(request).answer();
    }

    /** Returns the generation that accepted a transaction, from the simulator's own journal. */
    Optional<Generation> servedBy(String transaction) {
        return simulator.transactions().stream()
                .filter(accepted -> accepted.transactionId().equals(transaction))
                .map(AcceptedTransaction::generation)
                .findFirst();
    }

    /** From now on, generation 1 does not see the devices that are uploaded through generation 2. */
    void breakPortal() {
        simulator.dialect(simulator.dialect().with(Dialect.DEVICES_SHARED, false));
    }

    @Override
    public void close() {
        close(parts);
    }

    private static void close(Closer parts) {
        try {
            parts.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the demo leaves something behind", e);
        }
    }
}
