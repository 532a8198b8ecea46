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
 * Identifiers of one length in one array of bytes, as those of a request nearly always are: a hundred thousand IMEIs take
 * 1.5 MB, as strings 6. Each becomes a string when it is asked for.
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

    /** Returns how many characters each has. */
    public int width() {
        return width;
    }

    /** Copies the characters of one identifier, one byte each. */
    public void copy(int index, byte[] to, int at) {
        System.arraycopy(text, begin(index), to, at, width);
    }

    /** Returns what shows one identifier after the other without a copy: each until it is asked for the next. */
    IntFunction<CharSequence> characters() {
        return new Shown()::at;
    }

    /** Returns whether one may be twice among them: a sorted array of hashes needs less memory than a set of strings. */
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

    /** One of them, until the next is shown. */
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

        /** Returns whether it is right by {@link Luhn}, if it has fifteen characters. */
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

    /** Collects identifiers of any kind, packed as long as they allow for it; not safe for several threads. */
    public static final class Builder {
        private final int expectedBytes;
        private byte[] text = {};
        private int width;
        private int count;
        private ImmutableList.@Nullable Builder<String> strings;

        /**
         * Starts without identifiers.
         *
         * @param expectedBytes how long their JSON may be, with quotation marks and commas: what to make room for
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
         * Adds an identifier that stands in JSON, if no character of it is escaped or beyond ASCII.
         *
         * @param json the bytes
         * @param from behind its first quotation mark
         * @param end where the bytes end
         * @return where its last quotation mark is; -1 if it is not such an identifier or not whole: it was not added
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
                // Beside its text, an identifier takes two quotation marks and a comma.
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

        /** Returns the identifiers. Nothing may be added afterwards. */
        public List<String> build() {
            if (strings != null) {
                return strings.build();
            }
            int used = count * width;
            // What was expected in vain is given back if there is much of it.
            text = text.length - used > used / 2 ? Arrays.copyOf(text, used) : text;
            return packed();
        }
    }
}
