package io.github.kdpbridge.serviceclient.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import org.junit.jupiter.api.Test;

final class PromptSocketsTest {
    @Test
    void socket_sendsAtOnceAndIsLeftToConnect() throws Exception {
        try (Socket socket = new PromptSockets().createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
            assertThat(socket.isConnected()).isFalse();
        }
    }
}
