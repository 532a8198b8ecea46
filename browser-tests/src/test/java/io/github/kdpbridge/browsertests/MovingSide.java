package io.github.kdpbridge.browsertests;

import com.google.common.io.Closer;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.AdminAccess;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.testfixtures.PostgresqlServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;

/** Two gateways on one PostgreSQL, both generations simulated, and an old program. All of it is real but the service. */
final class MovingSide implements AutoCloseable {
    static final String OPERATOR_1 = "sim-token-of-operator-1";
    static final String OPERATOR_2 = "sim-token-of-operator-2";
    static final String VIEWER = "sim-token-of-viewer-1";
    static final List<String> CUSTOMERS =
            List.of("1200000321", "1200000322", "1200000323", "1200000324", "1200000325", "1200000326");

    /** A phone of each customer. */
    static final List<String> DEVICES = List.of(
            "351800000000016",
            "351800000000024",
            "351800000000032",
            "351800000000040",
            "351800000000057",
            "351800000000065");

    static final String EXTRA_DEVICE = "351800000002012";

    private static final String RESELLER = "4680000925";
    private static final String GEN1_KEY = "sim-gen1-key";

    private final Closer parts = Closer.create();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Simulator simulator;
    private final EmbeddedPostgres database;

    /** The gateway that callers and operators reach. */
    final Gateway first;

    /** Another one, at another address. */
    final Gateway second;

    MovingSide() {
        try {
            this.simulator =
                    Simulator.start(SimulatorOptions.builder().world(world()).build());
            parts.register(simulator::close);
            this.database = PostgresqlServers.builder().start();
            parts.register(database);
            this.first = gateway();
            this.second = gateway();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static World world() {
        World.Reseller standard = World.standard().resellers().get(0);
        return new World(World.Settings.standard(), List.of(standard.withCustomers(CUSTOMERS)));
    }

    private Gateway gateway() {
        Gateway gateway = Gateway.start(GatewayConfig.parse(
                """
                gateway {
                  listen = "127.0.0.1:0"
                  admin.listen = "127.0.0.1:0"
                  admin.access = [
                    { name = "operator-1", role = operator, tokenSha256 = "%s" }
                    { name = "operator-2", role = operator, tokenSha256 = "%s" }
                    { name = "viewer-1", role = viewer, tokenSha256 = "%s" }
                  ]
                  ledger.url = "%s"
                }
                resellers = [{
                  resellerId = "%s"
                  gen1Key = "%s"
                  gen1 { baseUrl = "%7$s" }
                  gen2 {
                    baseUrl = "%7$s/kcs/v1/rp"
                    auth { scheme = oauth2, clientId = "sim-client", clientSecret = "sim-secret" }
                  }
                  migration {
                    startPhase = SHADOW
                    waves = [{ name = all, percent = 100 }]
                    shadow { rate = 50, confirm = [10ms, 10ms] }
                    gates { comparisons = 1, writes = 1, trial = 1ms, proof = 1ms }
                  }
                }]""".formatted(
                                digest(OPERATOR_1),
                                digest(OPERATOR_2),
                                digest(VIEWER),
                                database.getJdbcUrl("postgres", "postgres"),
                                RESELLER,
                                GEN1_KEY,
                                simulator.url()),
                "the browser's gateway"));
        parts.register(gateway::close);
        return gateway;
    }

    private static String digest(String token) {
        return AdminAccess.digest(token).hex();
    }

    static String admin(Gateway gateway) {
        return gateway.adminUrl().orElseThrow().toString();
    }

    String url() {
        return admin(first);
    }

    /** The old program uploads a phone, and asks until it is registered. */
    void order(String transaction, String customer, String device) {
        String devices = "/bulkenroll/v1/reseller/devices";
        String body = """
                {"transactionId":"%s","resellerId":"%s","customerId":"%s","transactionType":"New",\
                "devices":{"type":"IMEI","list":["%s"]}}""".formatted(transaction, RESELLER, customer, device);
        call(old(devices).method("PUT", BodyPublishers.ofString(body)));
        String status = "%s/status?resellerId=%s&transactionId=%s".formatted(devices, RESELLER, transaction);
        String answer;
        do {
            answer = call(old(status));
        } while (!answer.contains("Complete"));
    }

    /** The old program lists the phones of a customer. */
    String list(String customer) {
        return call(old("/bulkenroll/v1/reseller/devices?resellerId=%s&customerId=%s".formatted(RESELLER, customer)));
    }

    private HttpRequest.Builder old(String target) {
        return HttpRequest.newBuilder(URI.create(first.url() + target))
                .header("X-WSM-API-TOKEN", GEN1_KEY)
                .header("Content-Type", "application/json");
    }

    /** Compares the lists of a customer, as the first operator. */
    void compare(String customer) {
        act(first, OPERATOR_1, "compare", "{\"unit\":\"%s\"}".formatted(customer));
    }

    /** Compares the lists of a customer until the other gateway, too, knows that they are equal. */
    void compareUntilEqual(String customer) {
        Instant end = Instant.now().plus(Chromium.PATIENCE);
        HttpRequest.Builder plan = HttpRequest.newBuilder(
                        URI.create(admin(second) + "/migration/api/plan?unit=" + customer))
                .header("Authorization", "Bearer " + OPERATOR_1);
        do {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("the lists of %s are not equal".formatted(customer));
            }
            compare(customer);
        } while (!call(plan).contains("device list equal ("));
    }

    /** Moves a customer from SHADOW to CANARY, by a gateway's program interface. */
    void promote(Gateway gateway, String token, String customer) {
        act(gateway, token, "promote", """
                {"units":[{"unit":"%s","epoch":0}],"to":"CANARY","reason":"by another gateway"}""".formatted(customer));
    }

    private String act(Gateway gateway, String token, String name, String json) {
        return call(HttpRequest.newBuilder(URI.create(admin(gateway) + "/migration/api/" + name))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Changes the service: whether each generation sees the devices of the other's later uploads. */
    void sharesDevices(boolean areShared) {
        simulator.dialect(simulator.dialect().with(Dialect.DEVICES_SHARED, areShared));
    }

    private String call(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw new AssertionError(response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            parts.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
