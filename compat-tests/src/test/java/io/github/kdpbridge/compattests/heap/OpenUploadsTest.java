package io.github.kdpbridge.compattests.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.compattests.process.ChildJvm;
import io.github.kdpbridge.compattests.process.Gen1Request;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway finds open in its ledger when it starts may be larger than its heap. */
class OpenUploadsTest {
    private static final ResellerId RESELLER = ResellerId.of(Gen1Request.RESELLER);
    private static final int UPLOADS = 60;
    private static final int DEVICES = 100_000;
    /** Longer than a status lags behind, so that what the service does not show did not arrive. */
    private static final Duration LONG_AGO = Duration.ofHours(1);

    private static final String CONFIGURATION = """
            gateway {
              listen = "127.0.0.1:0"
              admin { listen = "127.0.0.1:0" }
              ledger { file = "%s" }
            }
            resellers = [{
              resellerId = "%s"
              gen1Key = "sim-gen1-key"
              gen2 {
                baseUrl = "%s/kcs/v1/rp"
                firstPause = 10ms
                longestPause = 100ms
                breaker { pause = 1s }
                auth { scheme = oauth2, clientId = "sim-client", clientSecret = "sim-secret" }
              }
            }]
            """;

    @TempDir
    private Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void largeUploadsThatAreOpenWhileTheServiceIsAway_leaveTheGatewayResponsiveUntilItIsBack() throws Exception {
        Path file = folder.resolve("ledger.db");
        leaveOpen(file);
        try (Simulator simulator = Simulator.start()) {
            simulator.refuseConnections();
            Path configuration = Files.writeString(
                    folder.resolve("gateway.conf"),
                    CONFIGURATION.formatted(file, Gen1Request.RESELLER, simulator.url()));
            try (ChildJvm gateway = ChildJvm.start(HeapGateway.class, folder, configuration.toString())) {
                URI callers = URI.create(gateway.await("listening"));
                URI admin = URI.create(gateway.await("admin"));
                for (int i = 0; i < 30; i++) {
                    assertThat(send(Gen1Request.status("PO-" + i).to(callers)).statusCode())
                            .isEqualTo(503);
                    assertThat(get(admin, "/health/live").statusCode()).isEqualTo(200);
                    assertThat(get(admin, "/health/ready").body())
                            .contains("\"ledger\":\"asking the service for what was open\"");
                }

                simulator.acceptConnections();

                gateway.await("ready");
                assertThat(get(admin, "/health/ready").statusCode()).isEqualTo(200);
                assertThat(gateway.errors()).doesNotContain("OutOfMemoryError");
            }
        }
        try (SqlLedger ledger = SqlLedger.open(new LedgerStore.SqliteFile(file))) {
            assertThat(ledger.abandoned(RESELLER)).isEmpty();
        }
    }

    private HttpResponse<String> get(URI server, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(server + path)).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    /** Serial numbers of several lengths take the most memory. */
    private static void leaveOpen(Path file) {
        List<String> devices =
                IntStream.range(0, DEVICES).mapToObj(number -> "R58M" + number).toList();
        Instant since = Clock.systemUTC().instant().minus(LONG_AGO);
        try (SqlLedger ledger = SqlLedger.open(new LedgerStore.SqliteFile(file))) {
            for (int upload = 0; upload < UPLOADS; upload++) {
                Entry entry = Entry.of(
                        RESELLER,
                        UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("OPEN-" + upload))
                                .serialNumbers(devices)
                                .build(),
                        null,
                        since);
                ledger.claim(entry);
                ledger.settle(entry.id(), Outcome.open());
            }
        }
    }
}
