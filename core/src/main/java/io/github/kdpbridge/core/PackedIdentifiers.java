package io.github.kdpbridge.core;

import static com.google.common.base.Preconditions.checkState;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;

/** Simple identifiers of one length in one byte array, each as an element of a JSON array: {@code ,"12"}. */
final class PackedIdentifiers extends Identifiers {
    /** What precedes each in the array. */
    static final int BEFORE = 2;

    /** A comma and two quotation marks. */
    static final int MARKS = BEFORE + 1;

    /** How many places may be looked at for an identifier, on average; two or three are to be expected. */
    private static final int PROBES = 16;

    /** The bytes of a block, which stay in the processor's nearest cache. */
    private static final int BLOCK = 8192;

    private final byte[] json;
    private final int width;
    private final int step;
    private final int first;
    private final int count;

    /**
     * Creates the list of some identifiers.
     *
     * @param json the elements, one after the other; not copied
     * @param width the length of each
     * @param first the position of the first one
     * @param count the number of identifiers
     */
    PackedIdentifiers(byte[] json, int width, int first, int count) {
        this.json = json;
        this.width = width;
        this.step = width + MARKS;
        this.first = first;
        this.count = count;
    }

    @Override
    public String get(int index) {
        return new String(json, begin(index), width, StandardCharsets.ISO_8859_1);
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public Identifiers subList(int from, int to) {
        Objects.checkFromToIndex(from, to, count);
        return new PackedIdentifiers(json, width, first + from, to - from);
    }

    @Override
    public boolean areSimple() {
        return true;
    }

    @Override
    public long memory() {
        return (long) step * count;
    }

    @Override
    public <E extends Exception> void forEachUtf8(Utf8<E> action) throws E {
        int end = end();
        for (int from = start(); from < end; from += step) {
            action.accept(json, from, width);
        }
    }

    @Override
    public int width() {
        return count == 0 ? 0 : width;
    }

    /** What is around each identifier is written once for all blocks: a third of the time that writing it again takes. */
    @Override
    public <E extends Exception> void forEachBlock(byte[] before, byte[] after, Utf8<E> action) throws E {
        checkState(width() > 0, "there is no identifier");
        int length = before.length + width + after.length;
        int together = Math.min(count, Math.max(1, BLOCK / length));
        byte[] block = new byte[together * length];
        for (int at = 0; at < block.length; at += length) {
            System.arraycopy(before, 0, block, at, before.length);
            System.arraycopy(after, 0, block, at + before.length + width, after.length);
        }
        for (int done = 0; done < count; done += together) {
            int now = Math.min(together, count - done);
            int from = begin(done);
            for (int i = 0, to = before.length; i < now; i++, to += length, from += step) {
                Simple.copy(json, from, block, to, width);
            }
            action.accept(block, 0, now * length);
        }
    }

    @Override
    public <E extends Exception> void forEachElements(Utf8<E> action) throws E {
        checkState(width() > 0, "there is no identifier");
        int comma = 1; // which the first has not
        int from = first * step + comma;
        for (int left = count * step - comma; left > 0; left -= BLOCK) {
            action.accept(json, from, Math.min(BLOCK, left));
            from += BLOCK;
        }
    }

    @Override
    boolean areImeis() {
        if (width != Imei.LENGTH) {
            return false;
        }
        int end = end();
        for (int from = start(); from < end; from += step) {
            if (!Luhn.isRightImei(json, from)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Identifiers distinct() {
        return isAscending() || !mayRepeat() ? this : super.distinct();
    }

    /** A list in order, such as the devices of a box, needs no memory to be judged. */
    private boolean isAscending() {
        int end = end();
        for (int from = start() + step; from < end; from += step) {
            if (Simple.compare(json, from - step, from, width) >= 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether one repeats. Positions in a table, three quarters full at most, cost a third of a sorted array of hashes
     * and less memory than a set of strings. True also for identifiers that crowd in one place of it, by their maker's design.
     */
    private boolean mayRepeat() {
        int[] table = new int[(int) Math.min(1L << 30, 2L * Integer.highestOneBit(count + count / 3))];
        long patience = PROBES * (long) count;
        for (int i = 0; i < count; i++) {
            int place = hash(i) & (table.length - 1);
            while (table[place] != 0) {
                if (isSame(table[place] - 1, i) || patience-- == 0) {
                    return true;
                }
                place = (place + 1) & (table.length - 1);
            }
            table[place] = i + 1;
        }
        return false;
    }

    private boolean isSame(int one, int other) {
        int from = begin(one);
        int to = begin(other);
        return Arrays.equals(json, from, from + width, json, to, to + width);
    }

    private int hash(int index) {
        int at = begin(index);
        int end = at + width;
        long hash = 0;
        while (end - at > Long.BYTES) {
            hash = mixed(hash ^ Simple.eight(json, at));
            at += Long.BYTES;
        }
        if (width >= Long.BYTES) {
            return (int) mixed(hash ^ Simple.eight(json, end - Long.BYTES));
        }
        while (at < end) {
            hash = mixed(hash ^ json[at++]);
        }
        return (int) hash;
    }

    private static long mixed(long hash) {
        long product = hash * 0x9E37_79B9_7F4A_7C15L;
        return product ^ (product >>> 32);
    }

    @Override
    IntFunction<? extends CharSequence> characters() {
        return new View()::at;
    }

    private int begin(int index) {
        return start() + Objects.checkIndex(index, count) * step;
    }

    private int start() {
        return first * step + BEFORE;
    }

    private int end() {
        return (first + count) * step;
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
            return (char) json[begin + Objects.checkIndex(index, width)];
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return toString().subSequence(start, end);
        }

        @Override
        public String toString() {
            return new String(json, begin, width, StandardCharsets.ISO_8859_1);
        }
    }
}
