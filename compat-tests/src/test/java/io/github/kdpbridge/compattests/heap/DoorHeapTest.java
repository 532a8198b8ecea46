package io.github.kdpbridge.compattests.heap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Closer;
import io.github.kdpbridge.compattests.process.ChildJvm;
import io.github.kdpbridge.compattests.process.Gen1Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers that would fill a heap of 256 MiB, twice and more, leave the gateway answering. */
class DoorHeapTest {
    private static final String CUSTOMERS = "/bulkenroll/v1/reseller/customers";
    private static final String BODY = "{\"resellerId\":\"4680000925\"}";
    private static final int MIB = 1 << 20;

    private final Closer sockets = Closer.create();

    @TempDir
    Path folder;

    private ChildJvm jvm;
    private URI gateway;

    @BeforeEach
    void start() {
        jvm = ChildJvm.start(DoorGateway.class, folder);
        gateway = URI.create(jvm.await("listening"));
    }

    @AfterEach
    void stop() throws IOException {
        sockets.close();
        jvm.close();
    }

    private Socket connect() throws IOException {
        return sockets.register(new Socket(InetAddress.getLoopbackAddress(), gateway.getPort()));
    }

    private static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    }

    private void assertAnswering() throws Exception {
        Gen1Request upload = Gen1Request.upload("t-1", "1200000321", List.of("351800000000701"));
        assertThat(HttpClient.newHttpClient()
                        .send(upload.to(gateway), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(jvm.errors()).doesNotContain("OutOfMemoryError");
    }

    @Test
    void manyWrongKeysWithLargeSlowBodies_leaveTheGatewayAnswering() throws Exception {
        String megabyte = " ".repeat(MIB);
        for (int sender = 0; sender < 70; sender++) {
            Socket socket = connect();
            send(
                    socket,
                    "PUT /bulkenroll/v1/reseller/devices HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: wrong\r\n"
                            + "Content-Length: " + 20 * MIB + "\r\n\r\n");
            for (int sent = 0; sent < 8; sent++) {
                send(socket, megabyte);
            }
        }

        assertAnswering();
    }

    @Test
    void http2ReadersThatNeverRead_leaveTheGatewayAnswering() throws Exception {
        for (int reader = 0; reader < 20; reader++) {
            QuietReader quiet = new QuietReader(gateway);
            sockets.register(quiet::close);
            for (int stream = 1; stream < 16; stream += 2) {
                quiet.ask(stream, CUSTOMERS, BODY);
            }
        }

        assertAnswering();
    }

    @Test
    void http1ReadersThatNeverRead_leaveTheGatewayAnswering() throws Exception {
        for (int reader = 0; reader < 150; reader++) {
            Socket socket = connect();
            send(
                    socket,
                    "POST " + CUSTOMERS + " HTTP/1.1\r\nHost: x\r\nX-WSM-API-TOKEN: " + DoorGateway.KEY
                            + "\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY);
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }

        assertAnswering();
    }
}
