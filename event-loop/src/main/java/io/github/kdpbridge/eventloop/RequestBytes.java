package io.github.kdpbridge.eventloop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.Okio;
import okio.Sink;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/** Writes a request of HTTP/1.1, head and body, into one piece of memory. */
final class RequestBytes {
    static final String ACCEPT_ENCODING = "Accept-Encoding";
    private static final String CONTENT_LENGTH = "Content-Length";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final int LIKELY_HEAD = 512;

    private RequestBytes() {}

    /**
     * Returns the bytes of a request, which the caller releases.
     *
     * @param absolute whether the target is the whole URL, for a proxy that passes the request on
     */
    static ByteBuf of(Request request, boolean absolute, ByteBufAllocator memory) throws IOException {
        RequestBody body = request.body();
        long length = body == null ? 0 : body.contentLength();
        if (length < 0 || length > Integer.MAX_VALUE - LIKELY_HEAD) {
            throw new ProtocolException("a body of unknown or too large size cannot be sent");
        }
        ByteBuf bytes = memory.buffer(LIKELY_HEAD + (int) length);
        boolean whole = false;
        try {
            head(request, absolute, bytes);
            if (body != null) {
                write(body, length, bytes);
            }
            whole = true;
            return bytes;
        } finally {
            if (!whole) {
                bytes.release();
            }
        }
    }

    private static void head(Request request, boolean absolute, ByteBuf bytes) throws IOException {
        HttpUrl url = request.url();
        ascii(bytes, request.method());
        bytes.writeByte(' ');
        if (absolute) {
            ascii(bytes, url.scheme());
            ascii(bytes, "://");
            ascii(bytes, host(url));
        }
        ascii(bytes, url.encodedPath());
        String query = url.encodedQuery();
        if (query != null) {
            bytes.writeByte('?');
            ascii(bytes, query);
        }
        ascii(bytes, " HTTP/1.1\r\n");
        Headers headers = request.headers();
        if (headers.get("Host") == null) {
            header(bytes, "Host", host(url));
        }
        RequestBody body = request.body();
        MediaType type = body == null ? null : body.contentType();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (!ofTheBody(name, type)) {
                header(bytes, name, headers.value(i));
            }
        }
        if (body != null) {
            if (type != null) {
                header(bytes, CONTENT_TYPE, type.toString());
            }
            header(bytes, CONTENT_LENGTH, Long.toString(body.contentLength()));
        }
        if (headers.get(ACCEPT_ENCODING) == null) {
            header(bytes, ACCEPT_ENCODING, "gzip");
        }
        if (headers.get("User-Agent") == null) {
            header(bytes, "User-Agent", "kdp-bridge");
        }
        ascii(bytes, "\r\n");
    }

    /** Two lengths, or another than that of the body, would let the service take a part of it for the next request. */
    private static boolean ofTheBody(String name, @Nullable MediaType type) {
        return name.equalsIgnoreCase(CONTENT_LENGTH)
                || name.equalsIgnoreCase("Transfer-Encoding")
                || (type != null && name.equalsIgnoreCase(CONTENT_TYPE));
    }

    private static String host(HttpUrl url) {
        String host = url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
        return url.port() == HttpUrl.defaultPort(url.scheme()) ? host : host + ":" + url.port();
    }

    /** Headers that are passed on were not made by OkHttp's rules, which let no line end through. */
    private static void header(ByteBuf bytes, String name, String value) throws IOException {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0 || value.indexOf('\0') >= 0) {
            throw new ProtocolException("the header " + name + " has a line end in its value");
        }
        ascii(bytes, name);
        ascii(bytes, ": ");
        ByteBufUtil.writeUtf8(bytes, value);
        ascii(bytes, "\r\n");
    }

    private static void ascii(ByteBuf bytes, String text) {
        ByteBufUtil.writeAscii(bytes, text);
    }

    private static void write(RequestBody body, long length, ByteBuf bytes) throws IOException {
        int begin = bytes.writerIndex();
        try (BufferedSink sink = Okio.buffer(new Into(bytes))) {
            body.writeTo(sink);
        }
        if (bytes.writerIndex() - begin != length) {
            throw new ProtocolException("the body has another size than it says");
        }
    }

    private record Into(ByteBuf bytes) implements Sink {
        @Override
        public void write(Buffer source, long byteCount) throws IOException {
            int count = Math.toIntExact(byteCount);
            bytes.ensureWritable(count);
            ByteBuffer room = bytes.nioBuffer(bytes.writerIndex(), count);
            while (room.hasRemaining()) {
                var unused = source.read(room);
            }
            bytes.writerIndex(bytes.writerIndex() + count);
        }

        @Override
        public void flush() {}

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        public void close() {}
    }
}
