package io.github.kdpbridge.serviceclient.json;

import java.io.IOException;
import okio.BufferedSource;
import okio.ByteString;
import okio.Options;

/** The byte order mark that some programs put before a text. JSON has none (RFC 8259, section 8.1). */
public final class ByteOrderMark {
    private static final ByteString UTF_8 = ByteString.decodeHex("efbbbf");
    private static final ByteString UTF_16_BIG = ByteString.decodeHex("feff");
    private static final ByteString UTF_16_LITTLE = ByteString.decodeHex("fffe");
    private static final Options MARKS = Options.of(UTF_8, UTF_16_BIG, UTF_16_LITTLE);

    private ByteOrderMark() {}

    /**
     * Skips the mark of UTF-8, if there is one.
     *
     * @throws OtherEncodingException if there is a mark of another encoding
     */
    public static void skip(BufferedSource text) throws IOException {
        if (text.select(MARKS) > 0) {
            throw new OtherEncodingException();
        }
    }

    /** A text has another encoding than UTF-8. */
    public static final class OtherEncodingException extends IOException {
        private static final long serialVersionUID = 1;

        OtherEncodingException() {
            super("the body is encoded in UTF-16, and not in UTF-8");
        }
    }
}
