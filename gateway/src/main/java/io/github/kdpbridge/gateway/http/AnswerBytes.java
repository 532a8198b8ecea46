package io.github.kdpbridge.gateway.http;

import com.google.common.base.CharMatcher;
import io.github.kdpbridge.gen1facade.Gen1Header;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers of HTTP/1.1 as bytes: head and body in one piece, unless the body is large. Names of headers are written as
 * generation 1 does, because a caller may look for one by its case.
 */
final class AnswerBytes {
    private static final String CONTENT_LENGTH = "Content-Length";
    private static final String CONNECTION = "Connection";
    private static final String DATE = "Date";
    private static final int LIKELY_HEAD = 512;
    /** What is larger is not copied behind its head; in clear text Netty copies it for the socket. */
    private static final int SMALL = 16 << 10;

    private static final CharMatcher PLAIN = CharMatcher.inRange(' ', '~');
    private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');
    private static final char DELETE = 127;
    private static final char LATIN = 0xff;
    private static final String HEAD = "HEAD";

    private AnswerBytes() {}

    /** Returns whether the body is sent. */
    static boolean hasBody(Visit visit, Gen1Response answer) {
        return !visit.method().equals(HEAD) && hasLength(answer.status());
    }

    private static boolean hasLength(int status) {
        return status != HttpURLConnection.HTTP_NO_CONTENT && status != HttpURLConnection.HTTP_NOT_MODIFIED;
    }

    /**
     * Returns the headers of an answer, with those that all answers have. The old service may have written one that is passed
     * on: no character of it may end its line, and what has no name is left out.
     */
    static List<Gen1Header> headers(Visit visit, Gen1Response answer) {
        List<Gen1Header> all = new ArrayList<>(answer.allHeaders().size() + 4);
        boolean dated = false;
        boolean named = false;
        boolean sized = false;
        for (Gen1Header header : answer.allHeaders()) {
            boolean isSize = header.isNamed(CONTENT_LENGTH);
            if (header.isNamed(CONNECTION)
                    || (isSize && (sized || !mayHaveOwnLength(visit, answer) || !isLength(header.value())))
                    || HttpHeaderValidationUtil.validateToken(header.name()) >= 0) {
                continue;
            }
            dated |= header.isNamed(DATE);
            named |= header.isNamed(RequestId.HEADER);
            sized |= isSize;
            all.add(clean(header));
        }
        if (!dated) {
            all.add(0, new Gen1Header(DATE, Dates.now()));
        }
        if (!named) {
            all.add(dated ? 0 : 1, new Gen1Header(RequestId.HEADER, visit.id()));
        }
        if (!sized && hasLength(answer.status()) && isLengthKnown(visit, answer)) {
            all.add(new Gen1Header(
                    CONTENT_LENGTH, Integer.toString(answer.body().size())));
        }
        return all;
    }

    /** A HEAD request may be told the length that the answer to a GET would have. */
    private static boolean mayHaveOwnLength(Visit visit, Gen1Response answer) {
        return visit.method().equals(HEAD) && answer.status() != HttpURLConnection.HTTP_NO_CONTENT;
    }

    /** The old service's answer to a HEAD request is empty, and says nothing of the answer to a GET. */
    private static boolean isLengthKnown(Visit visit, Gen1Response answer) {
        return !visit.method().equals(HEAD) || answer.body().size() > 0;
    }

    private static boolean isLength(String text) {
        return !text.isEmpty() && DIGITS.matchesAllOf(text);
    }

    private static Gen1Header clean(Gen1Header header) {
        String value = header.value();
        if (PLAIN.matchesAllOf(value)) {
            return header;
        }
        StringBuilder cleaned = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean fits = PLAIN.matches(c) || c == '\t' || (c > DELETE && c <= LATIN);
            cleaned.append(fits ? c : '?');
        }
        return new Gen1Header(header.name(), cleaned.toString());
    }

    /**
     * Writes an answer, which the next flush sends.
     *
     * @param last whether the connection ends with it
     */
    static ChannelFuture write(Visit visit, Gen1Response answer, boolean last, Channel channel) {
        int body = hasBody(visit, answer) ? answer.body().size() : 0;
        boolean inOnePiece = body <= SMALL;
        ByteBuf bytes = channel.alloc().buffer(LIKELY_HEAD + (inOnePiece ? body : 0));
        boolean whole = false;
        try {
            head(bytes, visit, answer, last);
            if (body > 0 && inOnePiece) {
                bytes.writeBytes(answer.body().asByteBuffer());
            }
            whole = true;
        } finally {
            if (!whole) {
                bytes.release();
            }
        }
        ChannelFuture written = channel.write(bytes);
        if (!inOnePiece) {
            written = channel.write(Unpooled.wrappedBuffer(answer.body().asByteBuffer()));
        }
        return written;
    }

    private static void head(ByteBuf bytes, Visit visit, Gen1Response answer, boolean last) {
        HttpResponseStatus status = HttpResponseStatus.valueOf(answer.status());
        text(bytes, "HTTP/1.1 ");
        text(bytes, status.codeAsText());
        bytes.writeByte(' ');
        text(bytes, status.reasonPhrase());
        text(bytes, "\r\n");
        for (Gen1Header header : headers(visit, answer)) {
            header(bytes, header.name(), header.value());
        }
        if (last) {
            header(bytes, CONNECTION, "close");
        } else if (visit.version().equals(HttpVersion.HTTP_1_0.text())) {
            header(bytes, CONNECTION, "keep-alive");
        }
        text(bytes, "\r\n");
    }

    private static void header(ByteBuf bytes, String name, String value) {
        text(bytes, name);
        text(bytes, ": ");
        value(bytes, value);
        text(bytes, "\r\n");
    }

    private static void text(ByteBuf bytes, CharSequence text) {
        var unused = ByteBufUtil.writeAscii(bytes, text);
    }

    private static void value(ByteBuf bytes, String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes.writeByte(text.charAt(i));
        }
    }
}
