package io.github.kdpbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen2client.event.ClientListener;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenWatchTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");

    private final GatewayMeters meters = new GatewayMeters();
    private final TokenWatch tokens = new TokenWatch(meters);

    /** It goes on for a while after a reload, with credentials that may be void. */
    @Test
    void clientThatWasReplaced_saysNothingOfItsSuccessor() {
        ClientListener old = tokens.listener(RESELLER);
        ClientListener successor = tokens.listener(RESELLER);
        successor.token(true);
        old.token(false);

        assertThat(tokens.state()).isEqualTo("ready");
        assertThat(meters.scrape()).contains("kdp_gateway_token_missing{reseller=\"4680000925\"} 0.0");

        successor.token(false);
        assertThat(tokens.state()).isEqualTo("missing for 4680000925");
    }

    @Test
    void clientOfAResellerThatIsNotServedAnyMore_isNotHeard() {
        ClientListener old = tokens.listener(RESELLER);
        tokens.retain(List.of());
        old.token(false);

        assertThat(tokens.state()).isEqualTo("ready");
    }
}
