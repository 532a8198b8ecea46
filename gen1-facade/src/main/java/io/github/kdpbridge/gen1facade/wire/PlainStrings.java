package io.github.kdpbridge.gen1facade.wire;

import io.github.kdpbridge.core.PackedIdentifiers;
import io.github.kdpbridge.core.PlainText;
import java.io.IOException;
import okio.Buffer;

/**
 * Reads the plain strings of an array: ASCII without escapes, such as identifiers. For a hundred thousand of them this
 * is several times as fast as a general parser.
 */
final class PlainStrings {
    private PlainStrings() {}

    /**
     * Takes the leading elements that are plain strings and complete in their segment of the buffer. The parser judges
     * the rest, be it a comma or the end.
     *
     * @param json the bytes behind an element that the parser has not read
     * @param strings receives the strings
     * @return the number of strings
     */
    static int take(Buffer json, PackedIdentifiers.Builder strings) throws IOException {
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
                int quote = strings.addFrom(bytes, text, end);
                if (quote < 0) {
                    break;
                }
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
        int comma = PlainText.spaceEnd(bytes, from, end);
        if (comma == end || bytes[comma] != ',') {
            return -1;
        }
        int quote = PlainText.spaceEnd(bytes, comma + 1, end);
        return quote == end || bytes[quote] != '"' ? -1 : quote + 1;
    }
}
