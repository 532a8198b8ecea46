package io.github.kdpbridge.gen1client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnListenersTest {
    /** Addresses for examples (RFC 5737) belong to no machine. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,   8080, http://127.0.0.1:8080,       true",
        "0.0.0.0,   8080, http://localhost:8080/path,  true",
        "0.0.0.0,   8080, http://0.0.0.0:8080,         true",
        "0.0.0.0,   8080, http://127.0.0.1:8081,       false",
        "0.0.0.0,   8080, http://192.0.2.1:8080,       false",
        "0.0.0.0,   443,  https://127.0.0.1,           true",
        "0.0.0.0,   80,   http://127.0.0.1,            true",
        "127.0.0.1, 8080, http://127.0.0.1:8080,       true",
        "127.0.0.1, 8080, http://0.0.0.0:8080,         true",
        "192.0.2.1, 8080, http://127.0.0.1:8080,       false",
        "192.0.2.1, 8080, http://192.0.2.1:8080,       true"
    })
    void upstreamAtAListener_isALoop(String host, int port, String upstream, boolean loop) throws Exception {
        OwnListeners own = new OwnListeners(List.of(new InetSocketAddress(InetAddress.getByName(host), port)));

        assertThat(own.include(upstream)).isEqualTo(loop);
    }

    @Test
    void unknownHost_isNotOne() {
        OwnListeners own = new OwnListeners(List.of(new InetSocketAddress(8080)));

        assertThat(own.include("http://nowhere.invalid:8080")).isFalse();
    }

    @Test
    void noUrl_isRefused() {
        assertThatThrownBy(() -> new OwnListeners(List.of()).include("ftp://host"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
