package io.github.kdpbridge.serviceclient.scan;

import io.github.kdpbridge.core.Identifiers;
import java.io.IOException;
import okio.Buffer;

/** Reads the plain strings of an array: ASCII without escapes, such as identifiers. */
public final class PlainStrings {
    /** A comma and two quotation marks. */
    private static final int MARKS = 3;

    private PlainStrings() {}

    /**
     * Takes the leading elements that are plain strings and complete in their segment of the buffer. The parser judges
     * the rest, be it a comma or the end.
     *
     * @param json the bytes behind an element that the parser has not read
     * @param strings receives the strings
     * @return the number of strings
     */
    public static int take(Buffer json, Identifiers.Builder strings) throws IOException {
        int count = 0;
        int taken;
        try (Buffer.UnsafeCursor memory = json.readUnsafe(new Buffer.UnsafeCursor())) {
            if (memory.next() <= 0) {
                return 0;
            }
            byte[] bytes = memory.data;
            int end = memory.end;
            taken = memory.start;
            int length = 0;
            for (int text = begin(bytes, taken, end); text >= 0; text = begin(bytes, taken, end)) {
                // Most are as long as the one before, and simple: then nothing needs to look for the end.
                if (!isQuote(bytes, text + length, end) || !strings.addSimple(bytes, text, length)) {
                    length = plainEnd(bytes, text, end) - text;
                    if (!isQuote(bytes, text + length, end)) {
                        break;
                    }
                    strings.add(bytes, text, length);
                }
                int alike = strings.addAlike(bytes, text + length + 1, end);
                count += 1 + alike;
                taken = text + length + 1 + alike * (length + MARKS);
            }
            taken -= memory.start;
        }
        json.skip(taken);
        return count;
    }

    /** Returns the start of the next element's text; -1 if it is not a string, or not in this segment. */
    private static int begin(byte[] bytes, int from, int end) {
        int comma = spaceEnd(bytes, from, end);
        if (comma == end || bytes[comma] != ',') {
            return -1;
        }
        int quote = spaceEnd(bytes, comma + 1, end);
        return quote == end || bytes[quote] != '"' ? -1 : quote + 1;
    }

    private static boolean isQuote(byte[] bytes, int at, int end) {
        return at < end && bytes[at] == '"';
    }

    private static int plainEnd(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    private static int spaceEnd(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }
}
