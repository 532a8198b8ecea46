package io.github.kdpbridge.gen1facade.scan;

import io.github.kdpbridge.core.Identifiers;
import java.io.IOException;
import okio.Buffer;

/** Reads the plain strings of an array: ASCII without escapes, such as identifiers. */
public final class PlainStrings {
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
            for (int text = begin(bytes, taken, end); text >= 0; text = begin(bytes, taken, end)) {
                int quote = text;
                while (quote < end && isPlain(bytes[quote])) {
                    quote++;
                }
                if (quote == end || bytes[quote] != '"') {
                    break;
                }
                strings.add(bytes, text, quote - text);
                count++;
                taken = quote + 1;
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

    private static boolean isPlain(byte character) {
        return character >= ' ' && character != '"' && character != '\\';
    }

    private static int spaceEnd(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }
}
