package io.github.kdpbridge.core.ledger;

import com.google.common.base.Utf8;

/** Text that any database stores as it is: no U+0000, which PostgreSQL takes in no text, and no half of a character. */
public final class StorableText {
    private StorableText() {}

    /**
     * Checks a text.
     *
     * @param name what it is, for the message
     * @return the text
     * @throws IllegalArgumentException if it cannot be stored; the message is one line, without the text
     */
    public static String require(String name, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(name + " holds U+0000, which nothing here has; leave it out");
        }
        try {
            var unused = Utf8.encodedLength(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + " holds half of a surrogate pair where a character should be; leave it out", e);
        }
        return text;
    }
}
