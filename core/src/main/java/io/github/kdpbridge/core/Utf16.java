package io.github.kdpbridge.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells text that an editor saved in UTF-16, which looks right in that editor and is no text to what reads UTF-8. */
public final class Utf16 {
    /** What to say of such a file, behind its name. */
    public static final String ADVICE = "is text in UTF-16; save it in UTF-8";

    private static final int ENOUGH = 4;

    private Utf16() {}

    /** Returns whether a file is in UTF-16; false for one that cannot be read. */
    public static boolean is(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return is(in.readNBytes(ENOUGH));
        } catch (IOException e) {
            return false; // Who reads it says why it cannot be.
        }
    }

    /**
     * Returns whether a text that begins so is in UTF-16: it has a byte order mark of it, or one of the first two bytes is
     * zero, which neither byte of two letters in UTF-8 is.
     */
    public static boolean is(byte[] text) {
        if (text.length <= 2) {
            return false; // Nothing follows that could be a text.
        }
        int mark = (text[0] & 0xff) * 0x100 + (text[1] & 0xff);
        return mark == 0xfeff || mark == 0xfffe || (text[0] == 0) != (text[1] == 0);
    }
}
