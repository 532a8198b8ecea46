package io.github.kdpbridge.core;

/**
 * Text that is the same in JSON, one byte a character: ASCII without control characters, quotation marks and
 * backslashes, such as identifiers and codes. It can be read and written without a parser.
 */
public final class PlainText {
    private PlainText() {}

    /** Returns whether a character, or a byte of UTF-8, is plain. */
    private static boolean isPlain(int character) {
        return character >= ' ' && character < 0x80 && character != '"' && character != '\\';
    }

    /** Returns whether all characters are plain. */
    public static boolean isPlain(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Finds the end of plain text.
     *
     * @param utf8 the bytes
     * @param from the start of the text
     * @param to the end of the bytes
     * @return the index of the first byte that is not plain; {@code to} if there is none
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
     * Finds the end of JSON whitespace.
     *
     * @param utf8 the bytes
     * @param from the start of the whitespace
     * @param to the end of the bytes
     * @return the index of the first other byte; {@code to} if there is none
     */
    public static int spaceEnd(byte[] utf8, int from, int to) {
        int at = from;
        while (at < to && (utf8[at] == ' ' || utf8[at] == '\n' || utf8[at] == '\r' || utf8[at] == '\t')) {
            at++;
        }
        return at;
    }

    /**
     * Sets the top bit of each byte that is not plain, up to the first one; bits above it are undefined, because the
     * subtractions may have borrowed.
     */
    private static long others(long bytes) {
        long control = bytes - EightBytes.each(' ');
        long quote = (bytes ^ EightBytes.each('"')) - EightBytes.each(1);
        long backslash = (bytes ^ EightBytes.each('\\')) - EightBytes.each(1);
        return (bytes | control | quote | backslash) & EightBytes.SIGNS;
    }
}
