package io.github.kdpbridge.cli.demo;

import com.google.common.io.Closer;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.portal.AcceptedTransaction;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.Replay;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A simulator with both generations over one portal, and a gateway in front of it, on free ports of the loopback interface.
 * Nothing is left when it is closed.
 */
final class Stage implements AutoCloseable {
    static final String RESELLER = "4680000925";
    static final String GEN1_KEY = "sim-gen1-key";

    /** The customers of the reseller; a wave of 10 % has two of them, by its name. */
    static final List<String> CUSTOMERS = IntStream.rangeClosed(1200000321, 1200000340)
            .mapToObj(Integer::toString)
            .toList();

    /** What the story needs, so that it takes seconds. */
    static final String QUICK_GATES = """
            # For a demo of seconds: the defaults are 200, 10, 3 days and 14 days.
                    gates { accountComparisons = 30, writes = 1, trial = 1ms, proof = 1ms }""";

    private final Parts parts;
    private final Simulator simulator;
    private final Gateway gateway;

    private final String configuration;

    private Stage(Parts parts, String access, String limits) throws IOException {
        this.parts = parts;
        Path folder = Files.createTempDirectory("kdp-demo");
        parts.register(() -> MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE));
        this.simulator =
                Simulator.start(SimulatorOptions.builder().world(world()).build());
        parts.register(simulator::close);
        this.configuration = account(simulator, limits);
        this.gateway = Gateway.start(GatewayConfig.parse(
                """
                gateway { listen = "127.0.0.1:0", admin.listen = "127.0.0.1:0", ledger.file = "%s" }
                %s
                %s""".formatted(quoted(folder.resolve("ledger.db")), access, configuration), "the demo"));
        parts.register(gateway::close);
    }

    /**
     * Starts both servers. A signal that ends the program closes them, too, even if they are still starting.
     *
     * @param access the lines of the configuration that name the operators
     * @param limits the lines of the migration that set its gates and comparisons
     * @throws IOException if there is no folder for the ledger
     */
    static Stage open(String access, String limits) throws IOException {
        Parts parts = new Parts();
        synchronized (parts) {
            Runtime.getRuntime().addShutdownHook(parts.closing);
            try {
                return new Stage(parts, access, limits);
            } catch (IOException | RuntimeException e) {
                parts.close();
                throw e;
            }
        }
    }

    private static World world() {
        World.Reseller reseller = new World.Reseller(
                RESELLER,
                GEN1_KEY,
                List.of(),
                List.of(new World.OAuthClient("sim-client", "sim-secret")),
                List.of(),
                List.of(),
                List.of(),
                World.Details.none());
        return new World(World.Settings.standard(), List.of(reseller.withCustomers(CUSTOMERS)));
    }

    /** Returns the part of the configuration that makes a gateway migrate. */
    String configuration() {
        return configuration;
    }

    private static String account(Simulator simulator, String limits) {
        return """
                resellers = [{
                  resellerId = "%s"
                  gen1Key = "%s"
                  gen1 { baseUrl = "%3$s" }
                  gen2 {
                    baseUrl = "%3$s/kcs/v1/rp"
                    auth { scheme = oauth2, clientId = "sim-client", clientSecret = "sim-secret" }
                  }
                  migration {
                    waves = [
                      { name = w1, percent = 10 }
                      { name = all, percent = 100 }
                    ]
                    %4$s
                  }
                }]

                # This old service lists the identifiers of devices, and nothing else of them.
                wire.gen1.lists.deviceDetails = false""".formatted(RESELLER, GEN1_KEY, simulator.url(), limits);
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

    /**
     * Changes the service.
     *
     * @param areShared whether each generation sees the devices that are uploaded through the other one from now on
     */
    void sharesDevices(boolean areShared) {
        simulator.dialect(simulator.dialect().with(Dialect.DEVICES_SHARED, areShared));
    }

    /** Has something closed before the servers. */
    void register(Closeable part) {
        parts.register(part);
    }

    /** Closes both servers, and deletes the ledger. */
    @Override
    public void close() throws IOException {
        parts.close();
    }

    /** What is closed at the end, the last first: by the program, or by the signal that ends it. */
    private static final class Parts implements Closeable {
        private final Closer parts = Closer.create();
        private final Thread closing = new Thread(this::closeAtTheEnd, "close-demo");

        synchronized void register(Closeable part) {
            parts.register(part);
        }

        private synchronized void closeAtTheEnd() {
            try {
                parts.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the demo leaves something behind", e);
            }
        }

        @Override
        public void close() throws IOException {
            synchronized (this) {
                parts.close();
            }
            try {
                Runtime.getRuntime().removeShutdownHook(closing);
            } catch (IllegalStateException e) {
                // The program ends already.
            }
        }
    }
}
