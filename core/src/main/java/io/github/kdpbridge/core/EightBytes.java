package io.github.kdpbridge.core;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes as one little-endian long, to process them together. */
final class EightBytes {
    static final int COUNT = Long.BYTES;
    /** The top bit of each byte. */
    static final long SIGNS = each(0x80);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private EightBytes() {}

    /** Returns the eight bytes at an index. */
    static long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    /** Returns the same byte eight times. */
    static long each(int value) {
        return value * 0x0101_0101_0101_0101L;
    }

    /** Returns the sum of eight bytes, which must be less than 256. */
    static int sum(long bytes) {
        return (int) ((bytes * each(1)) >>> 56);
    }
}
