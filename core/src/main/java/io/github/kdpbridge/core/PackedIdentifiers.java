package io.github.kdpbridge.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;

/** Simple identifiers of one length in one byte array. */
final class PackedIdentifiers extends Identifiers {
    private final byte[] text;
    private final int width;
    private final int first;
    private final int count;

    /**
     * Creates the list of some identifiers.
     *
     * @param text the identifiers, one after the other; not copied
     * @param width the length of each
     * @param first the position of the first one
     * @param count the number of identifiers
     */
    PackedIdentifiers(byte[] text, int width, int first, int count) {
        this.text = text;
        this.width = width;
        this.first = first;
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

    @Override
    public Identifiers subList(int from, int to) {
        Objects.checkFromToIndex(from, to, count);
        return new PackedIdentifiers(text, width, first + from, to - from);
    }

    @Override
    public boolean areSimple() {
        return true;
    }

    @Override
    public long memory() {
        return (long) width * count;
    }

    @Override
    public <E extends Exception> void forEachUtf8(Utf8<E> action) throws E {
        int end = (first + count) * width;
        for (int from = first * width; from < end; from += width) {
            action.accept(text, from, width);
        }
    }

    @Override
    public Identifiers distinct() {
        return mayRepeat() ? super.distinct() : this;
    }

    /** A sorted array of hashes needs less memory than a set of strings. */
    private boolean mayRepeat() {
        long[] hashes = new long[count];
        for (int i = 0; i < count; i++) {
            long hash = 0;
            for (int at = begin(i), end = at + width; at < end; at++) {
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

    @Override
    IntFunction<? extends CharSequence> characters() {
        return new View()::at;
    }

    private int begin(int index) {
        return (first + Objects.checkIndex(index, count)) * width;
    }

    /** A view of one identifier, until the next one is read. */
    private final class View implements CharSequence {
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

        @Override
        public CharSequence subSequence(int start, int end) {
            return toString().subSequence(start, end);
        }

        @Override
        public String toString() {
            return new String(text, begin, width, StandardCharsets.ISO_8859_1);
        }
    }
}
