package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import com.google.common.net.InetAddresses;
import io.github.kdpbridge.gateway.admin.AdminAnswer;
import io.github.kdpbridge.gateway.config.AdminAccess;
import io.github.kdpbridge.gateway.config.AdminAccess.Role;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationEndpointTest {
    private static AdminAccess access(Role role) {
        return new AdminAccess("operator-1", role, AdminAccess.digest("sim-token"));
    }

    @Test
    void wrongTokens_areAnsweredLaterAndLater() {
        AtomicLong nanos = new AtomicLong();
        AdminTokens tokens = new AdminTokens(() -> Set.of(access(Role.VIEWER)), 10, new Ticker() {
            @Override
            public long read() {
                return nanos.get();
            }
        });
        InetAddress address = InetAddresses.forString("192.0.2.1");
        for (int i = 0; i < 10; i++) {
            assertThat(tokens.waitOfWrong(address)).isZero();
        }

        assertThat(tokens.waitOfWrong(address)).isEqualTo(Duration.ofSeconds(6));
        assertThat(tokens.waitOfWrong(InetAddresses.forString("192.0.2.2"))).isZero();
    }

    /** A token in the clear could be read on the way, and act from then on. */
    @Test
    void actFromAnotherMachineWithoutTls_isRefused() {
        InetAddress other = InetAddresses.forString("192.0.2.1");
        assertThat(MigrationEndpoint.ofAct(
                        access(Role.OPERATOR), AdminTokens.notPrivate(false, other, HttpFields.EMPTY)))
                .contains(AdminAnswer.refusal(
                        403,
                        "an act is taken from this machine only, because the admin side has no TLS; set"
                                + " gateway.admin.tls, or use a tunnel (ssh -L)"));
        assertThat(AdminTokens.notPrivate(true, other, HttpFields.EMPTY)).isNull();
        assertThat(MigrationEndpoint.ofAct(access(Role.OPERATOR), null)).isEmpty();
        assertThat(MigrationEndpoint.ofAct(access(Role.VIEWER), null))
                .contains(AdminAnswer.refusal(403, "operator-1 is a viewer; only an operator may change something"));
    }

    /** To the gateway, everybody behind such a proxy is on its machine. */
    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "Via", "X-Forwarded-For", "x-forwarded-proto", "X-Real-IP"})
    void actThroughAProxyOnThisMachine_needsTls(String header) {
        InetAddress loopback = InetAddresses.forString("127.0.0.1");
        HttpFields headers = HttpFields.build().put(header, "192.0.2.1");

        assertThat(AdminTokens.notPrivate(false, loopback, HttpFields.EMPTY)).isNull();
        assertThat(AdminTokens.notPrivate(true, loopback, headers)).isNull();
        assertThat(AdminTokens.notPrivate(false, loopback, headers))
                .isEqualTo(
                        "an act is not taken through a proxy, because the admin side has no TLS and nobody knows who is"
                                + " behind it; set gateway.admin.tls, and let the proxy connect by https");
    }
}
