package io.github.kdpbridge.core;

import java.util.Arrays;

/** Collects simple identifiers of one length as the elements of a JSON array; not safe for several threads. */
final class PackedBuilder {
    /** A longer text is no identifier, and would reserve memory for all the others as if they were as long. */
    private static final int LONGEST = 64;

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final int expected;
    private byte[] json = {};
    private int width;
    private int step;
    private int count;

    /**
     * Starts without identifiers.
     *
     * @param expected the expected number of identifiers; 0 if unknown
     */
    PackedBuilder(int expected) {
        this.expected = expected;
    }

    /** Adds an identifier; returns false if it is not simple, or not as long as those before it. */
    boolean add(byte[] utf8, int from, int length) {
        if (!fits(length) || !Simple.is(utf8, from, length)) {
            return false;
        }
        int at = count * step;
        makeRoom(1);
        json[at] = ',';
        json[at + 1] = '"';
        Simple.copy(utf8, from, json, at + PackedIdentifiers.BEFORE, width);
        json[at + step - 1] = '"';
        count++;
        return true;
    }

    /** Adds what {@link Identifiers.Builder#addAlike} does, and returns how many that were. */
    int addAlike(byte[] array, int from, int end) {
        if (count == 0) {
            return 0;
        }
        int to = from;
        while (end - to >= step && isElement(array, to)) {
            to += step;
        }
        int added = (to - from) / step;
        makeRoom(added);
        System.arraycopy(array, from, json, count * step, to - from);
        count += added;
        return added;
    }

    /** Returns the identifiers. Nothing can be added afterwards. */
    PackedIdentifiers build() {
        int used = count * step;
        // Trim the array if the unused tail is larger than half of the used part.
        json = json.length - used > used / 2 ? Arrays.copyOf(json, used) : json;
        return new PackedIdentifiers(json, width, 0, count);
    }

    private boolean isElement(byte[] array, int at) {
        return array[at] == ','
                && array[at + 1] == '"'
                && array[at + step - 1] == '"'
                && Simple.is(array, at + PackedIdentifiers.BEFORE, width);
    }

    private boolean fits(int length) {
        if (count == 0) {
            width = length;
            step = length + PackedIdentifiers.MARKS;
        }
        return length == width && length > 0 && length <= LONGEST;
    }

    private void makeRoom(int more) {
        int used = count * step;
        int needed = Math.addExact(used, Math.multiplyExact(more, step));
        if (json.length < needed) {
            int wanted =
                    count == 0 ? Math.multiplyExact(expected, step) : (int) Math.min(LONGEST_ARRAY, used + used / 2L);
            json = Arrays.copyOf(json, Math.max(needed, wanted));
        }
    }
}
