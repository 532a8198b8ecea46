package io.github.kdpbridge.core.ledger;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Longs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The transactions whose writes were dropped, as hashes of 64 bits: with eight million of them, one in two trillion other
 * transactions is taken for a dropped one. For one thread at a time.
 */
final class ForgottenNames {
    private static final HashFunction HASH = Hashing.sipHash24();
    private static final int SLICE = 1 << 14;
    /** Two of one length become one, up to this length: fewer slices are searched sooner. */
    private static final int LARGEST = 1 << 18;

    /** Each is full and sorted. */
    private final List<long[]> slices = new ArrayList<>();
    /** The last ones, in the order of their arrival. */
    private final long[] recent = new long[SLICE];

    private int recentSize;
    private long inSlices;
    /** Whether some of them were dropped, too. */
    private boolean untold;

    /** Returns the size of the names. */
    long bytes() {
        return (inSlices + recentSize) * EntryWeight.OF_NAME;
    }

    void add(String name) {
        if (untold) {
            return;
        }
        if (recentSize == SLICE) { // first, so that without memory nothing has changed
            store();
        }
        recent[recentSize++] = hash(name);
    }

    private void store() {
        long[] slice = recent.clone();
        int merged = 0;
        while (merged < slices.size()) {
            long[] last = slices.get(slices.size() - 1 - merged);
            if (last.length != slice.length || slice.length == LARGEST) {
                break;
            }
            slice = Longs.concat(last, slice);
            merged++;
        }
        Arrays.sort(slice);
        slices.add(slices.size() - merged, slice);
        slices.subList(slices.size() - merged, slices.size()).clear();
        inSlices += SLICE;
        recentSize = 0;
    }

    /** Returns whether a transaction may be one of them. */
    boolean mayContain(String name) {
        long hash = hash(name);
        return untold
                || Arrays.stream(recent, 0, recentSize).anyMatch(each -> each == hash)
                || slices.stream().anyMatch(slice -> Arrays.binarySearch(slice, hash) >= 0);
    }

    private static long hash(String name) {
        return HASH.hashUnencodedChars(name).asLong();
    }

    /** Drops the names: from now on, any transaction may be one of them. */
    void drop() {
        untold |= bytes() > 0;
        empty();
    }

    void clear() {
        empty();
        untold = false;
    }

    private void empty() {
        slices.clear();
        inSlices = 0;
        recentSize = 0;
    }
}
