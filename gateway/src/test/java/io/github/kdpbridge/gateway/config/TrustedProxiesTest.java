package io.github.kdpbridge.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import io.github.kdpbridge.gateway.config.TrustedProxies.Header;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    private static final List<String> NETWORKS = List.of("10.0.0.0/8", "192.168.1.4/30", "fd00::/8", "::1");

    private static String caller(Header header, String remote, String lines) {
        return TrustedProxies.of(NETWORKS, header)
                .caller(InetAddresses.forString(remote), lines == null ? List.of() : Arrays.asList(lines.split("\\|")))
                .getHostAddress();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "10.1.2.3; 192.0.2.1; 192.0.2.1",
                "192.168.1.7; 192.0.2.1; 192.0.2.1",
                "192.168.1.8; 192.0.2.1; 192.168.1.8",
                "10.1.2.3; 198.51.100.9, 192.0.2.1; 192.0.2.1",
                "10.1.2.3; 198.51.100.9, 192.0.2.1, 10.9.9.9; 192.0.2.1",
                "10.1.2.3; 198.51.100.9|192.0.2.1; 192.0.2.1",
                "10.1.2.3; 10.7.7.7, 10.8.8.8; 10.7.7.7",
                "10.1.2.3; 192.0.2.1:4711; 192.0.2.1",
                "10.1.2.3; [2001:db8::1]:4711; 2001:db8:0:0:0:0:0:1",
                "10.1.2.3; 2001:db8::1; 2001:db8:0:0:0:0:0:1",
                "fd00::7; 192.0.2.1; 192.0.2.1",
                "10.1.2.3; 192.0.2.1, unknown; 10.1.2.3",
                "10.1.2.3; 192.0.2.1, unknown, 10.9.9.9; 10.9.9.9",
                "10.1.2.3; localhost; 10.1.2.3",
                "10.1.2.3; ; 10.1.2.3",
                "203.0.113.5; 192.0.2.1; 203.0.113.5",
                "203.0.113.5; 10.1.2.3; 203.0.113.5"
            })
    void rightmostAddressThatIsNoTrustedProxys_isTheCaller(String remote, String lines, String caller) {
        assertThat(caller(Header.X_FORWARDED_FOR, remote, lines)).isEqualTo(caller);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "10.1.2.3; for=192.0.2.1; 192.0.2.1",
                "10.1.2.3; 'for=198.51.100.9, For=\"192.0.2.1:80\";proto=https;by=10.1.2.3'; 192.0.2.1",
                "10.1.2.3; 'proto=https; for=\"[2001:db8::1]:4711\"'; 2001:db8:0:0:0:0:0:1",
                "10.1.2.3; 'for=192.0.2.1, for=_hidden'; 10.1.2.3",
                "10.1.2.3; 'for=192.0.2.1, proto=https'; 10.1.2.3",
                "203.0.113.5; for=192.0.2.1; 203.0.113.5"
            })
    void forwarded_isReadInTheSameWay(String remote, String lines, String caller) {
        assertThat(caller(Header.FORWARDED, remote, lines)).isEqualTo(caller);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "proxy.example; must be an address, or a network such as 10.0.0.0/8 or fd00::/8, not proxy.example",
                "10.0.0.0/33; must have from 0 to 32 bits behind its slash, not 10.0.0.0/33",
                "10.0.0.0/-1; must have from 0 to 32 bits behind its slash, not 10.0.0.0/-1",
                "fd00::/x; must have from 0 to 128 bits behind its slash, not fd00::/x"
            })
    void whatIsNoNetwork_isSaid(String network, String message) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of(network), Header.FORWARDED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
