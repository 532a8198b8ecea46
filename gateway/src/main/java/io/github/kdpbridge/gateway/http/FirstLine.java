package io.github.kdpbridge.gateway.http;

import com.google.common.base.Splitter;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.netty.util.ByteProcessor;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a request of HTTP/1.1, before Netty reads it: Netty passes over, or takes for blanks, what other servers
 * do not, and reads any number as a version.
 */
final class FirstLine {
    private static final int UPGRADE_REQUIRED = 426;
    private static final byte DELETE = 127;
    private static final String HTTP_2 = "HTTP/2.0";
    private static final AsciiString HTTP_1_0 = AsciiString.cached(" " + HttpVersion.HTTP_1_0.text());
    private static final AsciiString HTTP_1_1 = AsciiString.cached(" " + HttpVersion.HTTP_1_1.text());
    private static final ByteProcessor NO_CONTROL = one -> !isControl(one);

    private FirstLine() {}

    /** Returns where it begins: empty lines before it are passed over (RFC 9112, section 2.2). */
    static int begin(ByteBuf in) {
        int at = in.readerIndex();
        int end = in.writerIndex();
        while (at < end) {
            if (in.getByte(at) == '\n') {
                at++;
            } else if (at + 1 < end && in.getByte(at) == '\r' && in.getByte(at + 1) == '\n') {
                at += 2;
            } else {
                return at;
            }
        }
        return at;
    }

    /**
     * Returns why a line cannot be served; null if it can, as far as its bytes tell.
     *
     * @param begin its first byte
     * @param end where its LF is
     */
    static Turn.@Nullable Refusal fault(ByteBuf in, int begin, int end) {
        int last = end > begin && in.getByte(end - 1) == '\r' ? end - 1 : end;
        if (in.forEachByte(begin, last - begin, NO_CONTROL) >= 0) {
            return Turn.Refusal.bad("its first line has a control character");
        }
        return isVersion(in, begin, last)
                ? null
                : otherVersion(in.toString(begin, last - begin, StandardCharsets.ISO_8859_1));
    }

    /** Returns whether a line may begin so, of which the end has not come. */
    static boolean mayBegin(ByteBuf in, int begin) {
        byte first = in.getByte(begin);
        return first != ' ' && (!isControl(first) || (first == '\r' && begin + 1 == in.writerIndex()));
    }

    private static boolean isVersion(ByteBuf in, int begin, int last) {
        int version = last - HTTP_1_1.length();
        if (version < begin) {
            return false;
        }
        CharSequence text = in.getCharSequence(version, HTTP_1_1.length(), StandardCharsets.US_ASCII);
        return HTTP_1_1.contentEqualsIgnoreCase(text) || HTTP_1_0.contentEqualsIgnoreCase(text);
    }

    private static Turn.Refusal otherVersion(String line) {
        List<String> words = Splitter.on(' ').omitEmptyStrings().splitToList(line);
        if (words.size() < 2 || words.size() > 3 || line.endsWith(" ")) {
            return Turn.Refusal.bad("its first line is malformed");
        }
        boolean http2 = words.size() == 3 && words.get(2).equals(HTTP_2);
        return http2
                ? new Turn.Refusal(UPGRADE_REQUIRED, "HTTP/2 begins with other bytes")
                : new Turn.Refusal(HttpURLConnection.HTTP_VERSION, "its version of HTTP is neither 1.0 nor 1.1");
    }

    private static boolean isControl(byte one) {
        return (one >= 0 && one < ' ') || one == DELETE;
    }
}
