package io.github.kdpbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.util.Set;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReloadTest {
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    private static Gen2Account account(String reseller, String key, String url) {
        return new Gen2Account(
                ResellerId.of(reseller),
                Set.of(Gen1Key.of(key)),
                new Gen2Service(
                        url,
                        OAuthTokenSource.of("sim-client", "sim-secret"),
                        Resilience.standard(),
                        Gen2Profile.standard()));
    }

    /** The first client of the new configuration is made, the second cannot be. */
    @Test
    void reloadWhoseClientsCannotBeMade_isRefused_andThoseOfBeforeAreServed() throws Exception {
        GatewayConfig config = GatewayConfig.builder()
                .account(account("4680000925", Calls.KEY, knox.gen2BaseUrl().toString()))
                .build();
        GatewayConfig next = GatewayConfig.builder()
                .account(account("4680000925", "new-key", knox.gen2BaseUrl().toString()))
                .account(account("4680000926", "other-key", "ftp://x.example"))
                .build();
        try (Gateway gateway = Gateway.start(config)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> gateway.reload(next))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("Expected URL scheme 'http' or 'https' but was 'ftp'");
            }

            try (Response response = Calls.client(Protocol.HTTP_1_1)
                    .newCall(Calls.upload(gateway.url(), Calls.BODY))
                    .execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
        }
    }
}
