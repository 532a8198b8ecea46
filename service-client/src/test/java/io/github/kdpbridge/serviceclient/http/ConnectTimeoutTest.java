package io.github.kdpbridge.serviceclient.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

/** A peer that takes no connection is left after the time that is set. */
class ConnectTimeoutTest {
    private final List<Integer> timeouts = new ArrayList<>();

    /** Never connects, and takes note of how long it may try. */
    private final class Unconnected extends Socket {
        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            timeouts.add(timeout);
            throw new SocketTimeoutException("connect timed out");
        }
    }

    @Test
    void timeToConnect_isThatOfTheSettings() throws Exception {
        SocketFactory sockets = mock(SocketFactory.class);
        when(sockets.createSocket()).thenAnswer(call -> new Unconnected());
        Resilience settings =
                Resilience.builder().connectTimeout(Duration.ofMillis(1234)).build();
        OkHttpClient http =
                Transport.standard(settings).newBuilder().socketFactory(sockets).build();

        assertThatThrownBy(() -> http.newCall(
                                new Request.Builder().url("http://127.0.0.1:1/").build())
                        .execute())
                .isInstanceOf(SocketTimeoutException.class);
        assertThat(timeouts).isNotEmpty().containsOnly(1234);
    }
}
