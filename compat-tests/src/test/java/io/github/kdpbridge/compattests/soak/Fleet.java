package io.github.kdpbridge.compattests.soak;

import io.github.kdpbridge.compattests.process.ChildJvm;
import io.github.kdpbridge.compattests.process.Gen1Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;

/** Two gateways over one ledger, each in a process of its own. One thread kills and starts them, any may ask where. */
final class Fleet implements AutoCloseable {
    static final int SIZE = 2;
    static final int DEVICE_LIMIT = 5;
    private static final int STARTS = 30;

    private static final String CONFIGURATION = """
            gateway {
              listen = "127.0.0.1:0"
              admin { listen = off }
              ledger { url = "%s", takeover = 2s }
            }
            resellers = [{
              resellerId = "%s"
              gen1Key = "sim-gen1-key"
              gen2 {
                baseUrl = "%s/kcs/v1/rp"
                requestTimeout = 10s
                firstPause = 50ms
                longestPause = 1s
                breaker { pause = 1s }
                auth { scheme = oauth2, clientId = "sim-client", clientSecret = "sim-secret" }
              }%s
            }]
            wire { gen2 { deviceLimit = %d } }
            """;

    private static final String MIGRATION = """

              gen1 {
                baseUrl = "%s"
                requestTimeout = 10s
                firstPause = 50ms
                longestPause = 1s
                breaker { pause = 1s }
              }
              migration { startPhase = SHADOW, wait = 20s, hold = 3s }""";

    private final Path folder;
    private final boolean isMoving;
    private final Path configuration;
    private final ChildJvm[] gateways = new ChildJvm[SIZE];
    private final AtomicReferenceArray<URI> urls = new AtomicReferenceArray<>(SIZE);

    /**
     * Starts the gateways.
     *
     * @param folder for files of theirs
     * @param service the URL of the service
     * @param database the JDBC URL of the ledger
     * @param isMoving whether customers move to and fro between the generations of the service
     */
    Fleet(Path folder, URI service, String database, boolean isMoving) throws IOException {
        this.folder = folder;
        this.isMoving = isMoving;
        this.configuration = Files.writeString(
                folder.resolve("gateway.conf"),
                CONFIGURATION.formatted(
                        database,
                        Gen1Request.RESELLER,
                        service,
                        isMoving ? MIGRATION.formatted(service) : "",
                        DEVICE_LIMIT));
        List.of(0, 1).forEach(this::start);
    }

    /** Starts a gateway, which may not be ready yet when this returns; again if it ends, as it does without its database. */
    void start(int number) {
        for (int attempt = 1; ; attempt++) {
            ChildJvm gateway = ChildJvm.start(SoakGateway.class, folder, arguments(number + attempt));
            gateways[number] = gateway;
            try {
                urls.set(number, URI.create(gateway.await("listening")));
                return;
            } catch (AssertionError e) {
                gateway.close();
                if (attempt == STARTS) {
                    throw e;
                }
            }
        }
    }

    private String[] arguments(int seed) {
        String file = configuration.toString();
        return isMoving ? new String[] {file, Integer.toString(seed)} : new String[] {file};
    }

    /** Kills a gateway. */
    void kill(int number) {
        gateways[number].kill();
    }

    /** Returns where one of the gateways is, or was before it was killed. */
    URI any(RandomGenerator random) {
        return urls.get(random.nextInt(SIZE));
    }

    @Override
    public void close() {
        for (ChildJvm gateway : gateways) {
            gateway.close();
        }
    }
}
