package io.github.kdpbridge.gateway;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import okio.ByteString;

/** A caller that speaks HTTP/2 frame by frame (RFC 9113), and badly where a test wants that. */
public final class RawHttp2 implements AutoCloseable {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int PRIORITY = 2;
    public static final int RESET = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GO_AWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int INITIAL_WINDOW = 4;
    private static final int CANCEL = 8;
    private static final int LONGEST_FRAME = 16 << 10;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** What came: the kind of a frame, the stream, and its bytes. */
    public record Frame(int type, int flags, int stream, ByteString content) {}

    private RawHttp2(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    /**
     * Connects.
     *
     * @param window how many bytes of each answer the caller takes before it says that it read some; it never does
     */
    public static RawHttp2 connect(URI gateway, int window) throws IOException {
        RawHttp2 http = new RawHttp2(Calls.connect(gateway));
        http.out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        ByteArrayOutputStream settings = new ByteArrayOutputStream();
        DataOutputStream setting = new DataOutputStream(settings);
        setting.writeShort(INITIAL_WINDOW);
        setting.writeInt(window);
        http.frame(SETTINGS, 0, 0, settings.toByteArray());
        return http;
    }

    /** Sends the head of a request with a key. */
    public void head(int stream, String method, String path, String key, boolean end) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        field(block, ":method", method);
        field(block, ":scheme", "http");
        field(block, ":path", path);
        field(block, ":authority", "x");
        field(block, "x-wsm-api-token", key);
        frame(HEADERS, END_HEADERS | (end ? END_STREAM : 0), stream, block.toByteArray());
    }

    /** Sends the head of a request with a header of so many bytes, in frames of 16 KiB at the most. */
    public void longHead(int stream, int size) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        field(block, ":method", "PUT");
        field(block, ":scheme", "http");
        field(block, ":path", "/x");
        block.writeBytes(new byte[] {0, 1, 'x', 127}); // the length follows (RFC 7541, section 5.1)
        int rest = size - 127;
        for (; rest >= 128; rest >>= 7) {
            block.write(rest | 128);
        }
        block.write(rest);
        block.writeBytes("x".repeat(size).getBytes(StandardCharsets.US_ASCII));
        byte[] bytes = block.toByteArray();
        for (int from = 0; from < bytes.length; from += LONGEST_FRAME) {
            int to = Math.min(from + LONGEST_FRAME, bytes.length);
            frame(
                    from == 0 ? HEADERS : CONTINUATION,
                    to == bytes.length ? END_HEADERS : 0,
                    stream,
                    Arrays.copyOfRange(bytes, from, to));
        }
    }

    /** Literals that are not indexed (RFC 7541, section 6.2.2), each shorter than 127 bytes. */
    private static void field(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        block.write(name.length());
        block.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        block.write(value.length());
        block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    public void data(int stream, String content, boolean end) throws IOException {
        frame(DATA, end ? END_STREAM : 0, stream, content.getBytes(StandardCharsets.UTF_8));
    }

    public void reset(int stream) throws IOException {
        frame(RESET, 0, stream, new byte[] {0, 0, 0, CANCEL});
    }

    /** Lets the gateway send more bytes, on a stream or, with 0, on all of them together. */
    public void window(int stream, int more) throws IOException {
        frame(WINDOW_UPDATE, 0, stream, new byte[] {
            (byte) (more >> 24), (byte) (more >> 16), (byte) (more >> 8), (byte) more
        });
    }

    /** Sends a frame as it is. */
    public void frame(int type, int flags, int stream, byte[] content) throws IOException {
        out.writeByte(content.length >> 16);
        out.writeShort(content.length & 0xffff);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(content);
        out.flush();
    }

    /** Returns the next frame of a kind; others are passed over. */
    public Frame await(int type) throws IOException {
        while (true) {
            int length = (in.readUnsignedByte() << 16) + in.readUnsignedShort();
            Frame frame = new Frame(
                    in.readUnsignedByte(), in.readUnsignedByte(), in.readInt(), ByteString.of(in.readNBytes(length)));
            if (frame.type() == type) {
                return frame;
            }
        }
    }

    /** Reads until the gateway ends the connection. */
    public void awaitEnd() throws IOException {
        in.readAllBytes();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
