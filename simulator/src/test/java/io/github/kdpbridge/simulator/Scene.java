package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.testfixtures.ContractExchange;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A running simulator in which an exchange of the contract can happen: what was before, and real credentials. */
public final class Scene {
    /** The account of the exchanges, and its customer. */
    static final String RESELLER = "1000000001";

    static final String CUSTOMER = "2000000002";
    private static final String TOKENS = "/ams/v1/users/accesstoken";
    private static final Signer SIGNER = Signer.at(TestWorlds.START);

    private final Simulator simulator;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String tokenRequest;

    Scene(Simulator simulator) {
        this.simulator = simulator;
    }

    /** The world of the exchanges: one account, another one, and nothing registered. */
    static World world() {
        return new World(
                World.Settings.standard(),
                List.of(
                        account(RESELLER, "static-key-made-up", "client-made-up", 599, CUSTOMER),
                        account("1000000009", "other-key", "other-client", 599)));
    }

    /** An account whose OAuth client has a secret that is made up. */
    static World.Reseller account(String resellerId, String key, String client, int life, String... customers) {
        return new World.Reseller(
                resellerId,
                key,
                List.of(new World.ClientIdentifier("identifier of " + resellerId, null)),
                List.of(new World.OAuthClient(client, "secret-made-up", List.of("kdp"), life)),
                Stream.of(customers)
                        .map(it -> new World.Customer(
                                it, List.of("alias_a"), new World.Details("Demo-Customer", null, Map.of())))
                        .toList(),
                List.of(new World.Vendor("3000000003", World.Details.none())),
                List.of(),
                World.Details.none());
    }

    Simulator simulator() {
        return simulator;
    }

    /** Uploads IMEIs, and waits by the simulator's clock until that is complete. */
    Scene upload(String transactionId, String... imeis) throws IOException {
        return submit("upload", transactionId, CUSTOMER, "", imeis);
    }

    Scene delete(String transactionId, String... imeis) throws IOException {
        return submit("delete", transactionId, CUSTOMER, "", imeis);
    }

    Scene submit(String operation, String transactionId, String customer, String more, String... imeis)
            throws IOException {
        started(operation, transactionId, customer, more, imeis);
        return later(Duration.ofSeconds(1));
    }

    Scene started(String operation, String transactionId, String customer, String more, String... imeis)
            throws IOException {
        String devices = Stream.of(imeis).map(it -> "\"" + it + "\"").collect(Collectors.joining(",", "[", "]"));
        HttpResponse<String> receipt = Caller.gen2(simulator, bearer("client-made-up"))
                .put(
                        "/kcs/v1/rp/devices/" + operation,
                        "{\"transactionId\":\"" + transactionId + "\",\"resellerId\":\"" + RESELLER
                                + "\",\"customerId\":\"" + customer + "\",\"type\":\"IMEI\",\"devices\":" + devices
                                + more + "}");
        assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(200);
        return this;
    }

    Scene later(Duration duration) {
        simulator.advanceClock(duration);
        return this;
    }

    /** Sends an exchange's request with this header in place of its own. */
    Scene header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Sends a real request for a signed token in place of the made-up one. */
    Scene signedTokenRequest() {
        tokenRequest = SIGNER.tokenRequest("identifier of " + RESELLER);
        return this;
    }

    /** A signed token around an access token that lives a minute. */
    String signedToken() throws IOException {
        String body = SIGNER.tokenRequest("identifier of " + RESELLER).replace("Minutes\":30", "Minutes\":1");
        String token = Trees.text(Caller.plain(simulator).post(TOKENS, body).body(), "accessToken");
        return SIGNER.with("accessToken", "\"" + token + "\"").jwt();
    }

    String bearer(String client) throws IOException {
        HttpResponse<String> answer = Caller.plain(simulator)
                .post(
                        "/ams/v1/oauth2/token",
                        "grant_type=client_credentials&client_id=" + client + "&client_secret=secret-made-up");
        return Trees.text(answer.body(), "access_token");
    }

    /** Sends the request of an exchange, with a bearer token that is real unless the scene has another header. */
    HttpResponse<String> send(ContractExchange exchange) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(exchange.headers());
        if (all.containsKey("Authorization")) {
            all.put("Authorization", "Bearer " + bearer("client-made-up"));
        }
        all.putAll(headers);
        return Caller.plain(simulator)
                .send(
                        exchange.method(),
                        exchange.pathAndQuery(),
                        tokenRequest == null ? exchange.body() : tokenRequest,
                        all);
    }
}
