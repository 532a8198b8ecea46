package io.github.kdpbridge.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that an editor saved in UTF-16, which look right in that editor and are no text to anything else. */
final class Utf16 {
    static final String ADVICE = "is text in UTF-16; save it in UTF-8";

    private static final int ENOUGH = 4;

    private Utf16() {}

    /** Returns whether a file is; not of one that cannot be read. */
    static boolean is(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return is(in.readNBytes(ENOUGH));
        } catch (IOException e) {
            return false; // Who reads it says why it cannot be.
        }
    }

    /** Either there is a mark, or every other byte of what should be letters is nothing. */
    static boolean is(byte[] text) {
        if (text.length < 2) {
            return false;
        }
        int mark = (text[0] & 0xff) * 0x100 + (text[1] & 0xff);
        return mark == 0xfeff || mark == 0xfffe || (text[0] == 0) != (text[1] == 0);
    }
}
