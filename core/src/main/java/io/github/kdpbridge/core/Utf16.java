package io.github.kdpbridge.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Detects text in UTF-16, which an editor shows correctly and a reader of UTF-8 cannot parse. */
public final class Utf16 {
    /** The advice for such a file, to follow its name. */
    public static final String ADVICE = "is text in UTF-16; save it in UTF-8";

    private static final int ENOUGH = 4;

    private Utf16() {}

    /** Returns whether a file is in UTF-16; false if it cannot be read. */
    public static boolean is(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return is(in.readNBytes(ENOUGH));
        } catch (IOException e) {
            return false; // The actual reader reports why.
        }
    }

    /**
     * Returns whether the start of a text is UTF-16: it has such a byte order mark, or one of the first two bytes is
     * zero, as in no two letters of UTF-8.
     */
    public static boolean is(byte[] text) {
        if (text.length <= 2) {
            return false; // Too short for UTF-16.
        }
        int mark = (text[0] & 0xff) * 0x100 + (text[1] & 0xff);
        return mark == 0xfeff || mark == 0xfffe || (text[0] == 0) != (text[1] == 0);
    }
}
