package io.github.kdpbridge.compattests.heap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;

/** A caller that asks over HTTP/2, and has no room for the bodies of answers, ever (RFC 9113, section 6.9.2). */
final class QuietReader implements AutoCloseable {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final byte[] NO_WINDOW = {0, 4, 0, 0, 0, 0};
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    QuietReader(URI gateway) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), gateway.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new DataInputStream(socket.getInputStream());
        this.out = new DataOutputStream(socket.getOutputStream());
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
        frame(SETTINGS, 0, 0, NO_WINDOW);
    }

    /** Asks, and waits for the head of the answer. */
    void ask(int stream, String path, String body) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        field(head, ":method", "POST");
        field(head, ":scheme", "http");
        field(head, ":path", path);
        field(head, ":authority", "x");
        field(head, "x-wsm-api-token", DoorGateway.KEY);
        frame(HEADERS, END_HEADERS, stream, head.toByteArray());
        frame(DATA, END_STREAM, stream, body.getBytes(ISO_8859_1));
        int type = -1;
        int of = -1;
        while (type != HEADERS || of != stream) {
            int length = (in.readUnsignedByte() << 16) + in.readUnsignedShort();
            type = in.readUnsignedByte();
            in.readUnsignedByte();
            of = in.readInt();
            in.skipNBytes(length);
        }
    }

    /** A literal that is not indexed (RFC 7541, section 6.2.2), shorter than 127 bytes. */
    private static void field(ByteArrayOutputStream head, String name, String value) {
        head.write(0);
        head.write(name.length());
        head.writeBytes(name.getBytes(ISO_8859_1));
        head.write(value.length());
        head.writeBytes(value.getBytes(ISO_8859_1));
    }

    private void frame(int type, int flags, int stream, byte[] content) throws IOException {
        out.writeByte(content.length >> 16);
        out.writeShort(content.length & 0xffff);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(content);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
