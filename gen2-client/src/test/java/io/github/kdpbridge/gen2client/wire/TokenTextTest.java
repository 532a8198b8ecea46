package io.github.kdpbridge.gen2client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenTextTest {
    @Test
    void token_isNeverShown() {
        assertThat(new OAuthGrant("abc", Duration.ofMinutes(10))).hasToString("OAuthGrant[PT10M]");
        assertThat(new OAuthDto("abc", 599L)).hasToString("an access token");
        assertThat(new OAuthDto(null, 599L)).hasToString("no access token");
        assertThat(new AccessTokenDto("abc")).hasToString("an access token");
        assertThat(new AccessTokenDto(null)).hasToString("no access token");
    }
}
