package io.github.kdpbridge.core;

/**
 * Text whose characters stand for themselves in JSON, one byte each: ASCII without control characters, quotation marks
 * and backslashes, as identifiers and codes are. It can be read and written without a parser.
 */
public final class PlainText {
    private PlainText() {}

    /** Returns whether a character, or a byte of UTF-8, is such a one. */
    private static boolean isPlain(int character) {
        return character >= ' ' && character < 0x80 && character != '"' && character != '\\';
    }

    /** Returns whether all characters are. */
    public static boolean isPlain(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Looks for the end of such text.
     *
     * @param utf8 the bytes
     * @param from where it begins
     * @param to where the bytes end
     * @return where the first byte is that is no part of it; {@code to} if there is none
     */
    public static int end(byte[] utf8, int from, int to) {
        int at = from;
        while (to - at >= EightBytes.COUNT) {
            long others = others(EightBytes.at(utf8, at));
            if (others != 0) {
                return at + Long.numberOfTrailingZeros(others) / Byte.SIZE;
            }
            at += EightBytes.COUNT;
        }
        while (at < to && isPlain(utf8[at])) {
            at++;
        }
        return at;
    }

    /**
     * Looks for the end of the space that JSON allows between its parts.
     *
     * @param utf8 the bytes
     * @param from where there may be space
     * @param to where the bytes end
     * @return where the first byte is that is none; {@code to} if there is none
     */
    public static int spaceEnd(byte[] utf8, int from, int to) {
        int at = from;
        while (at < to && (utf8[at] == ' ' || utf8[at] == '\n' || utf8[at] == '\r' || utf8[at] == '\t')) {
            at++;
        }
        return at;
    }

    /**
     * Returns the signs of those of eight bytes that are not plain, up to the first one; what is above says nothing,
     * because the subtractions may have borrowed from it.
     */
    private static long others(long bytes) {
        long control = bytes - EightBytes.each(' ');
        long quote = (bytes ^ EightBytes.each('"')) - EightBytes.each(1);
        long backslash = (bytes ^ EightBytes.each('\\')) - EightBytes.each(1);
        return (bytes | control | quote | backslash) & EightBytes.SIGNS;
    }
}
