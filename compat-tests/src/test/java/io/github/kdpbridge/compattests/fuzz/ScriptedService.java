package io.github.kdpbridge.compattests.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;
import okio.Buffer;
import okio.ByteString;

/**
 * A service without a network: each connection gives one answer, written beforehand, and keeps what it was sent. All of
 * the client is real, down to the socket.
 */
final class ScriptedService extends SocketFactory {
    private static final ByteString END_OF_HEAD = ByteString.encodeUtf8("\r\n\r\n");

    private ByteString answer = ByteString.EMPTY;
    private ByteArrayOutputStream request = new ByteArrayOutputStream();
    private int connections;

    /** Returns a transport that reaches this service and no other. */
    OkHttpClient http() {
        return new OkHttpClient.Builder()
                .socketFactory(this)
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .build();
    }

    /** Answers from now on like this; headers that no server sends are left out. */
    void answer(int status, Map<String, String> headers, ByteString body) {
        Buffer http = new Buffer().writeUtf8("HTTP/1.1 " + status + " Scripted\r\n");
        headers.forEach((name, value) -> {
            if (name.matches("(?i)(?!content-length|transfer-encoding|connection)[a-z-]+")
                    && value.matches("[!-~]([ -~]*[!-~])?")) {
                http.writeUtf8(name + ": " + value + "\r\n");
            }
        });
        http.writeUtf8("Content-Length: " + body.size() + "\r\nConnection: close\r\n\r\n");
        answer = http.write(body).readByteString();
        request = new ByteArrayOutputStream();
        connections = 0;
    }

    /** Returns how many requests there were since the answer was written. */
    int requests() {
        return connections;
    }

    /** Returns the body of the last request. */
    ByteString body() {
        ByteString sent = ByteString.of(request.toByteArray());
        return sent.substring(sent.indexOf(END_OF_HEAD) + END_OF_HEAD.size());
    }

    @Override
    public Socket createSocket() {
        connections++;
        request = new ByteArrayOutputStream();
        return new Connection(new ByteArrayInputStream(answer.toByteArray()), request);
    }

    @Override
    public Socket createSocket(String host, int port) {
        return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        return createSocket();
    }

    /** A socket that is connected to nothing. */
    private static final class Connection extends Socket {
        private final InputStream in;
        private final OutputStream out;

        Connection(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) {}

        @Override
        public void setSoTimeout(int timeout) {}

        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public OutputStream getOutputStream() {
            return out;
        }
    }
}
