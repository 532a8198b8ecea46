package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KdpSimulatorTest {
    @RegisterExtension
    static final KdpSimulator SHARED = KdpSimulator.create();

    private static final URI[] FIRST_URL = new URI[1];

    @RegisterExtension
    final KdpSimulator own = KdpSimulator.create(TestWorlds.instant());

    @RepeatedTest(2)
    void staticField_isOneSimulator_resetForEachTest() throws IOException {
        assertThat(SHARED.simulator().requests()).isEmpty();
        Caller.plain(SHARED.simulator()).get("/x");
        if (FIRST_URL[0] == null) {
            FIRST_URL[0] = SHARED.url();
        }
        assertThat(SHARED.url()).isEqualTo(FIRST_URL[0]);
    }

    @RepeatedTest(2)
    void instanceField_isASimulatorOfItsOwn() throws IOException {
        assertThat(own.url()).isNotEqualTo(SHARED.url());
        assertThat(own.simulator().requests()).isEmpty();
        Caller.plain(own.simulator()).get("/x");
        assertThat(own.simulator().requests()).hasSize(1);
    }

    @Test
    void urls_areThoseOfTheServices() {
        assertThat(own.url()).hasToString("http://127.0.0.1:" + own.simulator().port());
        assertThat(own.gen2BaseUrl()).hasToString(own.url() + "/kcs/v1/rp");
        assertThat(own.tokenUrl()).hasToString(own.url() + "/ams/v1/users/accesstoken");
        assertThat(own.oauthTokenUrl()).hasToString(own.url() + "/ams/v1/oauth2/token");
    }

    @Test
    void unregisteredExtension_saysSo() {
        assertThatThrownBy(() -> KdpSimulator.create().simulator())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the simulator runs only while a test does; is the extension registered?");
    }

    @Nested
    final class Inside {
        @Test
        void nestedTest_usesTheSameSimulator() throws IOException {
            assertThat(Caller.plain(SHARED.simulator()).get("/_sim/clock").statusCode())
                    .isEqualTo(200);
        }
    }
}
