package io.github.kdpbridge.serviceclient.http;

import java.io.IOException;
import okhttp3.Headers;
import okio.Buffer;
import okio.ForwardingSource;
import okio.GzipSource;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * An answer in memory, whole or in part. Its body can be read once.
 *
 * @param status the HTTP status
 * @param headers the headers as they arrived
 * @param body the bytes of the body, as they arrived
 * @param broken why no more arrived; null if it is whole
 */
public record ArrivedAnswer(
        int status, Headers headers, Buffer body, @Nullable IOException broken) {
    private static final String CODING = "Content-Encoding";

    /** Returns the headers that describe {@link #unpacked}. */
    Headers plainHeaders() {
        return isPacked()
                ? headers.newBuilder()
                        .removeAll(CODING)
                        .removeAll("Content-Length")
                        .build()
                : headers;
    }

    /** Returns the body, without its compression by gzip. */
    Source unpacked() {
        return isPacked() ? new GzipSource(packed()) : packed();
    }

    private boolean isPacked() {
        return body.size() > 0 && "gzip".equalsIgnoreCase(headers.get(CODING));
    }

    /** Returns the body as it arrived. */
    Source packed() {
        IOException trouble = broken;
        if (trouble == null) {
            return body;
        }
        return new ForwardingSource(body) {
            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                long read = super.read(sink, byteCount);
                if (read < 0) {
                    throw trouble;
                }
                return read;
            }
        };
    }
}
