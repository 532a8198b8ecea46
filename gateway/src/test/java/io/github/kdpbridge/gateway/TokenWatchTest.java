package io.github.kdpbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen2client.event.ClientListener;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenWatchTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");

    private static final Object BEFORE = new Object();
    private static final Object NEXT = new Object();

    private final GatewayMeters meters = new GatewayMeters();
    private final TokenWatch tokens = new TokenWatch(meters);

    /** It goes on for a while after a reload, with credentials that may be void. */
    @Test
    void clientThatWasReplaced_saysNothingOfItsSuccessor() {
        ClientListener old = tokens.listener(RESELLER, BEFORE);
        tokens.follow(BEFORE, List.of(RESELLER));
        ClientListener successor = tokens.listener(RESELLER, NEXT);
        tokens.follow(NEXT, List.of(RESELLER));
        successor.token(true);
        old.token(false);

        assertThat(tokens.state()).isEqualTo("ready");
        assertThat(meters.scrape()).contains("kdp_gateway_token_missing{reseller=\"4680000925\"} 0.0");

        successor.token(false);
        assertThat(tokens.state()).isEqualTo("missing for 4680000925");
    }

    @Test
    void clientOfAResellerThatIsNotServedAnyMore_isNotHeard() {
        ClientListener old = tokens.listener(RESELLER, BEFORE);
        tokens.follow(NEXT, List.of());
        old.token(false);

        assertThat(tokens.state()).isEqualTo("ready");
    }

    /** Its configuration could not be used, so that the clients of before go on. */
    @Test
    void clientsOfAReloadThatFailed_doNotSilenceThoseOfBefore() {
        ClientListener serving = tokens.listener(RESELLER, BEFORE);
        tokens.follow(BEFORE, List.of(RESELLER));
        ClientListener never = tokens.listener(RESELLER, NEXT);

        serving.token(false);
        assertThat(tokens.state()).isEqualTo("missing for 4680000925");

        never.token(true);
        assertThat(tokens.state()).isEqualTo("missing for 4680000925");
    }
}
