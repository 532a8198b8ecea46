package io.github.kdpbridge.gen1facade.wire;

import io.github.kdpbridge.core.PackedIdentifiers;
import io.github.kdpbridge.core.PlainText;
import java.io.IOException;
import okio.Buffer;

/**
 * The strings of an array that need no interpretation: ASCII without escapes, as identifiers are. A hundred thousand of
 * them are read several times as fast as a parser can that has to expect anything.
 */
final class PlainStrings {
    private PlainStrings() {}

    /**
     * Takes as many elements as are plain strings and whole in the memory that they begin in. What stands in front
     * afterwards, a comma or the end or anything else, is left to the parser to judge.
     *
     * @param json what a parser has left unread, behind an element of an array
     * @param strings where they go
     * @return how many there were
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

    /** Returns where the text of the next element begins, if that is a string; -1 if it is not, or not here. */
    private static int begin(byte[] bytes, int from, int end) {
        int comma = PlainText.spaceEnd(bytes, from, end);
        if (comma == end || bytes[comma] != ',') {
            return -1;
        }
        int quote = PlainText.spaceEnd(bytes, comma + 1, end);
        return quote == end || bytes[quote] != '"' ? -1 : quote + 1;
    }
}
