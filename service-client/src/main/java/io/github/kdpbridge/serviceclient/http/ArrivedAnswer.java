package io.github.kdpbridge.serviceclient.http;

import java.io.IOException;
import okhttp3.Headers;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * An answer in memory, whole or in part. Its body can be read once.
 *
 * @param status the HTTP status
 * @param headers the headers that describe the body
 * @param body the bytes of the body, without compression unless the request asked for it
 * @param broken why no more arrived; null if it is whole
 */
public record ArrivedAnswer(
        int status, Headers headers, Buffer body, @Nullable IOException broken) {
    /** Returns the body; reading it to its end fails if it is not whole. */
    Source source() {
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
