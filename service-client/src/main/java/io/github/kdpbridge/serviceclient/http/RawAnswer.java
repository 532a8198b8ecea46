package io.github.kdpbridge.serviceclient.http;

import com.google.common.base.Ascii;
import java.io.IOException;
import java.util.zip.Inflater;
import okhttp3.Headers;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.ForwardingSource;
import okio.GzipSource;
import okio.InflaterSource;
import okio.Okio;
import okio.Source;

/**
 * An answer of a service, as it arrived.
 *
 * @param status the HTTP status
 * @param headers all headers in their order, those of the connection included
 * @param body the bytes of the body, compressed as they were sent
 */
public record RawAnswer(int status, Headers headers, ByteString body) {
    /** The default limit of an answer; what arrived compressed is not held to the limit of its client. */
    private static final long LARGEST_UNPACKED = 16 << 20;

    /** Returns the same answer with other headers. */
    public RawAnswer with(Headers others) {
        return new RawAnswer(status, others, body);
    }

    /** Returns the body without its compression. To read it fails if it cannot be unpacked. */
    BufferedSource plain() throws IOException {
        Buffer packed = new Buffer().write(body);
        String coding = Ascii.toLowerCase(
                String.join(",", headers.values("Content-Encoding")).strip());
        return switch (coding) {
            case "", "identity" -> packed;
            case "gzip", "x-gzip" -> limited(new GzipSource(packed));
            case "deflate" -> limited(new InflaterSource(packed, new Inflater()));
            default -> throw new IOException("its coding is " + coding);
        };
    }

    private static BufferedSource limited(Source unpacked) {
        return Okio.buffer(new ForwardingSource(unpacked) {
            private long left = LARGEST_UNPACKED;

            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                long read = super.read(sink, Math.min(byteCount, left + 1));
                left -= Math.max(read, 0);
                if (left < 0) {
                    throw new IOException("it has more than " + LARGEST_UNPACKED + " bytes");
                }
                return read;
            }
        });
    }

    /** Returns the status, without headers and body, which may hold secrets and identifiers. */
    @Override
    public String toString() {
        return "HTTP " + status;
    }
}
