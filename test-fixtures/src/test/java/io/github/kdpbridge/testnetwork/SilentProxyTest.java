package io.github.kdpbridge.testnetwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilentProxyTest {
    private ServerSocket server;
    private SilentProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = new SilentProxy(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static void assertPasses(Socket from, Socket to) throws IOException {
        from.getOutputStream().write(7);
        assertThat(to.getInputStream().read()).isEqualTo(7);
    }

    private static void assertSilent(Socket from, Socket to) throws IOException {
        from.getOutputStream().write(7);
        to.setSoTimeout(100);
        assertThatThrownBy(() -> to.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        to.setSoTimeout(0);
    }

    @Test
    void connectionsThatAreOpen_fallSilent_andNewOnesWork() throws IOException {
        try (Socket caller = connect();
                Socket service = server.accept()) {
            assertPasses(caller, service);
            assertPasses(service, caller);

            proxy.silenceThoseThatAreOpen();

            assertSilent(caller, service);
            try (Socket next = connect();
                    Socket nextService = server.accept()) {
                assertPasses(next, nextService);
            }
        }
    }

    @Test
    void allConnections_fallSilent_untilItSpeaks() throws IOException {
        proxy.silence();
        try (Socket caller = connect();
                Socket service = server.accept()) {
            assertSilent(caller, service);
        }
        proxy.speak();
        try (Socket caller = connect();
                Socket service = server.accept()) {
            assertPasses(caller, service);
        }
    }

    @Test
    void hangingUp_endsAllConnections_alsoThoseThatCome() throws IOException {
        try (Socket caller = connect();
                Socket service = server.accept()) {
            assertPasses(caller, service);

            proxy.hangUp();

            assertThat(caller.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket next = connect()) {
            assertThat(next.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void endOfACaller_isPassedOn() throws IOException {
        try (Socket caller = connect();
                Socket service = server.accept()) {
            caller.shutdownOutput();

            assertThat(service.getInputStream().read()).isEqualTo(-1);
        }
    }
}
