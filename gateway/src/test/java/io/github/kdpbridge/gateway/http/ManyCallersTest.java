package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ManyCallersTest {
    private static final int CONNECTIONS = 100;
    private static final int PATIENCE_MILLIS = 20_000;

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    /** Once there are as many connections as there may be, none is taken, and the others have to have room to wait. */
    @Test
    void callersBeyondFiftyThatCameAllAtOnce_wereReset() throws Exception {
        GatewayConfig config = Calls.config(knox)
                .limits(Limits.standard().with(GatewaySettings.CONNECTIONS, CONNECTIONS))
                .build();
        List<Socket> sockets = new ArrayList<>();
        try (Gateway gateway = Gateway.start(config)) {
            InetSocketAddress address =
                    new InetSocketAddress(gateway.url().getHost(), gateway.url().getPort());
            try {
                for (int i = 0; i < CONNECTIONS + 90; i++) {
                    Socket socket = new Socket();
                    sockets.add(socket);
                    socket.connect(address, PATIENCE_MILLIS);
                }
            } finally {
                for (Socket socket : sockets) {
                    socket.close();
                }
            }
        }

        assertThat(sockets).hasSize(CONNECTIONS + 90);
    }
}
