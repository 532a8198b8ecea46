package io.github.kdpbridge.gateway.http;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a head of HTTP/1.1 before Netty reads them. Their bytes are counted together, folded headers are refused, and
 * all lines end in the same way: a head whose lines all end in LF is one that a caller wrote by hand, while one of both kinds
 * has come through a proxy, which may have seen other lines. Only for the connection's loop.
 */
final class HeadLines {
    private static final int TOO_LARGE = 431;
    private static final CharMatcher CONTROLS =
            CharMatcher.inRange('\0', '\u001f').and(CharMatcher.isNot('\t')).or(CharMatcher.is('\u007f'));

    private final int longest;
    /** How many bytes of the head Netty has read. */
    private int taken;
    /** Whether its lines end in LF alone. */
    private boolean bare;
    /** Where it ends; -1 while its end has not come. */
    private int end = -1;

    /**
     * Creates it.
     *
     * @param longest the most bytes of all lines together
     */
    HeadLines(int longest) {
        this.longest = longest;
    }

    /** Returns why the head cannot be served, as far as it has come; null if it can. */
    Turn.@Nullable Refusal fault(ByteBuf in) {
        boolean first = taken == 0;
        int begin = begin(in);
        bare &= !first;
        end = -1;
        for (int line = begin; line < in.writerIndex(); first = false) {
            byte start = in.getByte(line);
            if (first && !FirstLine.mayBegin(in, line)) {
                return Turn.Refusal.bad("its first line is malformed");
            }
            if (!first && (start == ' ' || start == '\t')) {
                return Turn.Refusal.bad("it has a folded header");
            }
            int found = in.indexOf(line, in.writerIndex(), (byte) '\n');
            if (taken + (found < 0 ? in.writerIndex() : found) - begin > longest) {
                return first
                        ? new Turn.Refusal(HttpURLConnection.HTTP_REQ_TOO_LONG, "its first line is too long")
                        : new Turn.Refusal(TOO_LARGE, "its head is too large");
            }
            if (found < 0) {
                return null;
            }
            boolean isBare = found == line || in.getByte(found - 1) != '\r';
            Turn.Refusal fault = first ? FirstLine.fault(in, line, found) : null;
            if (fault != null) {
                return fault;
            }
            if (!first && isBare != bare) {
                return Turn.Refusal.bad("its lines do not all end in CR LF");
            }
            bare = isBare;
            if (!first && found == (isBare ? line : line + 1)) {
                end = found + 1;
                return null;
            }
            line = found + 1;
        }
        return null;
    }

    private int begin(ByteBuf in) {
        return taken == 0 ? FirstLine.begin(in) : in.readerIndex();
    }

    /** Returns whether Netty has begun to read it. */
    boolean isBegun() {
        return taken > 0;
    }

    /** Returns whether its lines end in LF alone, so that it is read when it is whole. */
    boolean isBare() {
        return bare;
    }

    boolean isWhole() {
        return end >= 0;
    }

    /** Reads a whole head whose lines end in LF, and returns it with CR LF. */
    ByteBuf withCrLf(ByteBuf in, ByteBufAllocator allocator) {
        int begin = begin(in);
        ByteBuf lines = allocator.buffer(2 * (end - begin));
        for (int i = begin; i < end; i++) {
            byte one = in.getByte(i);
            if (one == '\n') {
                lines.writeByte('\r');
            }
            lines.writeByte(one);
        }
        in.readerIndex(end);
        return lines;
    }

    /** Notes how many bytes of it Netty has read. */
    void taken(int bytes) {
        taken += bytes;
    }

    /** Goes on to the next head. */
    void next() {
        taken = 0;
        bare = false;
    }

    /**
     * Returns what is wrong with lines that Netty did not read.
     *
     * @param first whether the first line is among them
     */
    static String fault(ByteBuf lines, int begin, boolean first) {
        String text = lines.toString(begin, lines.writerIndex() - begin, StandardCharsets.ISO_8859_1);
        String known = "its head is malformed";
        boolean isFirst = first;
        for (String line : Splitter.on("\r\n").split(text)) {
            if (isFirst) {
                known = "its first line is malformed";
                isFirst = false;
                continue;
            }
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon < 0) {
                return "a header has no colon";
            }
            String name = Ascii.toLowerCase(line.substring(0, colon));
            if (name.isEmpty() || HttpHeaderValidationUtil.validateToken(name) >= 0) {
                return "the name of a header is malformed";
            }
            if (CONTROLS.matchesAnyOf(line)) {
                return "a header has a control character";
            }
            if (name.equals("content-length")) {
                known = "its Content-Length is malformed";
            } else if (name.equals("transfer-encoding")) {
                known = "its transfer coding is not chunked alone";
            }
        }
        return known;
    }
}
