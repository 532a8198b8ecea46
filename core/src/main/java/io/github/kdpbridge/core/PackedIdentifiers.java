package io.github.kdpbridge.core;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers of one length in one byte array, as nearly all requests have: a hundred thousand IMEIs take 1.5 MB, as
 * strings 6. {@code get} creates a string each time.
 *
 * <p>They are {@linkplain PlainText plain text}.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class PackedIdentifiers extends AbstractList<String> implements RandomAccess {
    private final byte[] text;
    private final int width;
    private final int count;

    private PackedIdentifiers(byte[] text, int width, int count) {
        this.text = text;
        this.width = width;
        this.count = count;
    }

    @Override
    public String get(int index) {
        return new String(text, begin(index), width, StandardCharsets.ISO_8859_1);
    }

    @Override
    public int size() {
        return count;
    }

    /** Returns the length of each identifier. */
    public int width() {
        return width;
    }

    /** Copies the characters of one identifier, one byte each. */
    public void copy(int index, byte[] to, int at) {
        System.arraycopy(text, begin(index), to, at, width);
    }

    /** Returns a reader of single identifiers without copies; each result is valid until the next call. */
    IntFunction<CharSequence> characters() {
        return new Shown()::at;
    }

    /** Returns whether there may be repeats. A sorted array of hashes needs less memory than a set of strings. */
    boolean mayRepeat() {
        long[] hashes = new long[count];
        for (int i = 0; i < count; i++) {
            long hash = 0;
            for (int at = i * width; at < (i + 1) * width; at++) {
                hash = (hash ^ text[at]) * 0x9E37_79B9_7F4A_7C15L;
                hash ^= hash >>> 29;
            }
            hashes[i] = hash;
        }
        Arrays.sort(hashes);
        for (int i = 1; i < count; i++) {
            if (hashes[i] == hashes[i - 1]) {
                return true;
            }
        }
        return false;
    }

    private int begin(int index) {
        return Objects.checkIndex(index, count) * width;
    }

    /** A view of one identifier, until the next one is read. */
    final class Shown implements CharSequence {
        private int begin;

        private CharSequence at(int index) {
            begin = PackedIdentifiers.this.begin(index);
            return this;
        }

        @Override
        public int length() {
            return width;
        }

        @Override
        public char charAt(int index) {
            return (char) text[begin + Objects.checkIndex(index, width)];
        }

        /** Returns whether it has fifteen characters and the right {@link Luhn} check digit. */
        boolean isRightOfFifteen() {
            return Luhn.isRightOfFifteen(text, begin);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return toString().subSequence(start, end);
        }

        @Override
        public String toString() {
            return new String(text, begin, width, StandardCharsets.ISO_8859_1);
        }
    }

    /** Collects identifiers, packed as long as their form allows it; not safe for several threads. */
    public static final class Builder {
        private final int expectedBytes;
        private byte[] text = {};
        private int width;
        private int count;
        private ImmutableList.@Nullable Builder<String> strings;

        /**
         * Starts without identifiers.
         *
         * @param expectedBytes the expected length of their JSON, with quotation marks and commas, as the initial
         *     capacity
         */
        public Builder(int expectedBytes) {
            this.expectedBytes = expectedBytes;
        }

        /** Adds an identifier. */
        @CanIgnoreReturnValue
        public Builder add(String identifier) {
            if (strings == null && fits(identifier.length()) && PlainText.isPlain(identifier)) {
                byte[] bytes = identifier.getBytes(StandardCharsets.ISO_8859_1);
                pack(bytes, 0);
            } else {
                unpacked().add(identifier);
            }
            return this;
        }

        /**
         * Adds an identifier from JSON, if it has no escape and no character beyond ASCII.
         *
         * @param json the bytes
         * @param from behind its first quotation mark
         * @param end the end of the bytes
         * @return the index of its last quotation mark; -1 if the identifier was not added, because it has another form
         *     or is incomplete
         */
        public int addFrom(byte[] json, int from, int end) {
            int at = PlainText.end(json, from, end);
            if (at == end || json[at] != '"') {
                return -1;
            }
            if (strings == null && fits(at - from)) {
                pack(json, from);
            } else {
                unpacked().add(new String(json, from, at - from, StandardCharsets.ISO_8859_1));
            }
            return at;
        }

        private boolean fits(int length) {
            if (count == 0) {
                width = length;
            }
            return length == width && length > 0;
        }

        private void pack(byte[] from, int at) {
            int used = count * width;
            if (text.length - used < width) {
                // In JSON, an identifier has two quotation marks and a comma besides its text.
                int expected = expectedBytes / (width + 3) * width;
                text = Arrays.copyOf(text, Math.max(used + width, count == 0 ? expected : used + used / 2));
            }
            System.arraycopy(from, at, text, used, width);
            count++;
        }

        private ImmutableList.Builder<String> unpacked() {
            if (strings == null) {
                strings = ImmutableList.builder();
                strings.addAll(packed());
            }
            return strings;
        }

        private PackedIdentifiers packed() {
            return new PackedIdentifiers(text, width, count);
        }

        /** Returns the identifiers. The builder cannot be used afterwards. */
        public List<String> build() {
            if (strings != null) {
                return strings.build();
            }
            int used = count * width;
            // Trim the array if the unused tail is larger than half of the used part.
            text = text.length - used > used / 2 ? Arrays.copyOf(text, used) : text;
            return packed();
        }
    }
}
