package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.simulator.world.World;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OAuthTest {
    private static final String TOKENS = "/ams/v1/oauth2/token";
    private static final String GOOD = "grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret";
    private static final String STATUS = "/kcs/v1/rp/devices/status?resellerId=4680000925&transactionId=1";

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(TestWorlds.still().build());

    @Test
    void bearerToken_opensTheAccount_untilItExpires() throws IOException {
        String token = Trees.text(ask(GOOD).body(), "access_token");
        Caller caller = Caller.gen2(KNOX.simulator(), token);
        KNOX.simulator().advanceClock(Duration.ofSeconds(598));
        assertThat(caller.get(STATUS).statusCode()).isEqualTo(200);

        KNOX.simulator().advanceClock(Duration.ofSeconds(1));

        assertThat(caller.get(STATUS).statusCode()).isEqualTo(401);
        assertThat(caller.get(STATUS).body()).isEqualTo("{\"error\":\"Invalid authentication token\"}");
    }

    @Test
    void scopeAndLife_areAsAsked() throws IOException {
        assertThat(Trees.object(ask(GOOD + "&scope=kdp.devices%3Aview+kdp.customers&expires_in=3600")
                        .body()))
                .containsEntry("scope", "kdp.devices:view kdp.customers")
                .containsEntry("expires_in", 3600.0)
                .containsEntry("token_type", "Bearer");
    }

    @Test
    void withoutScopeAndLife_theyAreThoseOfTheClient() throws IOException {
        assertThat(Trees.object(ask(GOOD).body()))
                .containsEntry("scope", "kdp")
                .containsEntry("expires_in", 599.0)
                .hasSize(4);
    }

    @Test
    void clientOfTheWorld_hasItsOwnScopesAndLife() throws IOException {
        World.OAuthClient client = new World.OAuthClient("narrow", "s", List.of("kdp.devices"), 60);
        try (Simulator simulator =
                Simulator.start(TestWorlds.still().world(world(client)).build())) {
            String form = "grant_type=client_credentials&client_id=narrow&client_secret=s";
            Caller caller = Caller.plain(simulator);

            assertThat(Trees.object(caller.post(TOKENS, form).body()))
                    .containsEntry("scope", "kdp.devices")
                    .containsEntry("expires_in", 60.0);
            assertThat(Trees.object(caller.post(TOKENS, form + "&expires_in=30").body()))
                    .containsEntry("expires_in", 30.0);
            assertThat(caller.post(TOKENS, form + "&scope=kdp.devices:manage").statusCode())
                    .isEqualTo(200);
            for (String foreign : List.of("kdp", "kdp.customers", "kdp.devicesX", "kdp.devices+kdp.customers")) {
                HttpResponse<String> answer = caller.post(TOKENS, form + "&scope=" + foreign);
                assertThat(answer.statusCode()).as(foreign).isEqualTo(400);
                assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_scope\"}");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kdp, 200, 200, 200, 200",
        "kdp.devices, 200, 200, 403, 403",
        "kdp.devices:view, 200, 403, 403, 403",
        "kdp.devices:manage, 403, 200, 403, 403",
        "kdp.customers, 403, 403, 200, 403",
        "kdp.profilealias, 403, 403, 403, 200",
    })
    void scope_opensItsOwnOperations(String scope, int view, int manage, int customers, int profiles)
            throws IOException {
        Caller caller = Caller.gen2(
                KNOX.simulator(), Trees.text(ask(GOOD + "&scope=" + scope).body(), "access_token"));

        assertThat(caller.get(STATUS).statusCode()).isEqualTo(view);
        assertThat(caller.get("/kcs/v1/rp/devices?resellerId=4680000925").statusCode())
                .isEqualTo(view);
        HttpResponse<String> upload = caller.put(
                "/kcs/v1/rp/devices/upload", Draft.of("1", "351800000000702").gen2());
        assertThat(upload.statusCode()).isEqualTo(manage);
        if (manage == 403) {
            assertThat(Trees.object(upload.body()))
                    .containsEntry("code", 40300000.0)
                    .containsEntry("message", "AUTHORIZATION_FAIL");
        }
        assertThat(caller.get("/kcs/v1/rp/customers/list?resellerId=4680000925").statusCode())
                .isEqualTo(customers);
        assertThat(caller.get(
                                "/kcs/v1/rp/profilealias/kme",
                                Map.of("resellerId", Caller.RESELLER, "customerId", Caller.CUSTOMER))
                        .statusCode())
                .isEqualTo(profiles);
    }

    @Test
    void lifeOfAClient_isCheckedByTheWorld() {
        assertThatThrownBy(() -> new World.OAuthClient("c", "s", List.of(), 3601))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tokenLifeSeconds must be from 1 to 3600, not 3601");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credentials&client_id=sim-client&client_secret=wrong, 401, invalid_client",
        "grant_type=client_credentials&client_id=nobody&client_secret=sim-secret, 401, invalid_client",
        "grant_type=client_credentials, 401, invalid_client",
        "grant_type=password&client_id=sim-client&client_secret=sim-secret, 400, unsupported_grant_type",
        "client_id=sim-client&client_secret=sim-secret, 400, invalid_request",
        "grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret&scope=kdp:all, 400, invalid_scope",
        "grant_type, 400, invalid_request",
        "grant_type=%zz, 400, unsupported_grant_type",
        "grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret&expires_in=0, 400, invalid_request",
        "grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret&expires_in=3601, 400, invalid_request",
        "grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret&expires_in=x, 400, invalid_request",
    })
    void wrongRequest_isRefusedAsTheStandardSays(String form, int status, String error) throws IOException {
        HttpResponse<String> answer = ask(form);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
    }

    @Test
    void anotherScheme_isRefused() throws IOException {
        HttpResponse<String> answer =
                Caller.authorized(KNOX.simulator(), "Basic c2ltOnNpbQ==").get(STATUS);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":\"Invalid authentication token\"}");
    }

    private static World world(World.OAuthClient client) {
        return new World(
                World.Settings.standard(),
                List.of(new World.Reseller(
                        "1", null, List.of(), List.of(client), List.of(), List.of(), List.of(), World.Details.none())));
    }

    private static HttpResponse<String> ask(String form) throws IOException {
        return Caller.plain(KNOX.simulator()).post(TOKENS, form);
    }
}
