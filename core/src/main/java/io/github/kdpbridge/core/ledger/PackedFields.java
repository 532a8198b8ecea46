package io.github.kdpbridge.core.ledger;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Texts, sizes and times in the bytes of a {@link PackedEntry}, in the order in which they are put and read. */
record PackedFields(ByteBuffer bytes) {
    void put(Instant instant) {
        bytes.putLong(instant.getEpochSecond()).putInt(instant.getNano());
    }

    Instant instant() {
        return Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
    }

    void putNullable(@Nullable String text) {
        bytes.put((byte) (text == null ? 0 : 1));
        if (text != null) {
            put(text);
        }
    }

    @Nullable String nullableText() {
        return bytes.get() == 0 ? null : text();
    }

    /** Not in UTF-8, which has no half of a surrogate pair. */
    void put(String text) {
        putSize(text.length());
        for (int i = 0; i < text.length(); i++) {
            putSize(text.charAt(i));
        }
    }

    String text() {
        char[] text = new char[size()];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) size();
        }
        return new String(text);
    }

    /** Seven bits in each byte, the lowest first; the sign says that more follow. */
    void putSize(int size) {
        int rest = size;
        while (rest > Byte.MAX_VALUE) {
            bytes.put((byte) (rest | Byte.MIN_VALUE));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    int size() {
        int size = 0;
        int shift = 0;
        byte next = bytes.get();
        while (next < 0) {
            size |= (next & Byte.MAX_VALUE) << shift;
            shift += 7;
            next = bytes.get();
        }
        return size | next << shift;
    }
}
