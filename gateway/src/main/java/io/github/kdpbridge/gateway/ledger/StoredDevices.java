package io.github.kdpbridge.gateway.ledger;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.Identifiers;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.IntSummaryStatistics;

/**
 * The stored identifiers of a write. The first byte names the encoding. Encodings are added, never changed, because
 * older files must stay readable.
 */
final class StoredDevices {
    /** Fifteen decimal digits each, as a big-endian number of seven bytes. */
    private static final byte FIFTEEN_DIGITS = 1;
    /** ASCII of one length, which comes first. */
    private static final byte ONE_LENGTH = 2;
    /** UTF-8, each with its length before it. */
    private static final byte ANY = 3;

    private static final int DIGITS = 15;
    private static final int NUMBER_BYTES = 7;
    private static final int LENGTH_BITS = 7;
    private static final int LENGTH_MORE = 1 << LENGTH_BITS;

    private StoredDevices() {}

    static byte[] write(Identifiers identifiers) {
        IntSummaryStatistics lengths = new IntSummaryStatistics();
        identifiers.forEachUtf8((text, from, length) -> lengths.accept(length));
        int width = lengths.getMax();
        if (width != lengths.getMin() || width == 0) {
            return any(identifiers);
        }
        ByteBuffer joined = ByteBuffer.allocate(Math.toIntExact(lengths.getSum()));
        identifiers.forEachUtf8(joined::put);
        byte[] text = joined.array();
        if (width == DIGITS && isDigits(text)) {
            return numbers(text);
        }
        return isAscii(text) ? oneLength(text, width) : any(identifiers);
    }

    private static boolean isAscii(byte[] text) {
        for (byte c : text) {
            if (c < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigits(byte[] text) {
        for (byte c : text) {
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    private static byte[] numbers(byte[] text) {
        byte[] packed = new byte[1 + text.length / DIGITS * NUMBER_BYTES];
        packed[0] = FIFTEEN_DIGITS;
        int to = 1;
        for (int from = 0; from < text.length; from += DIGITS) {
            long number = 0;
            for (int digit = from; digit < from + DIGITS; digit++) {
                number = number * 10 + (text[digit] - '0');
            }
            for (int shift = (NUMBER_BYTES - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                packed[to] = (byte) (number >>> shift);
                to++;
            }
        }
        return packed;
    }

    private static byte[] oneLength(byte[] text, int width) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(text.length + 4);
        packed.write(ONE_LENGTH);
        length(width, packed);
        packed.write(text, 0, text.length);
        return packed.toByteArray();
    }

    private static byte[] any(Identifiers identifiers) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write(ANY);
        identifiers.forEachUtf8((text, from, length) -> {
            length(length, packed);
            packed.write(text, from, length);
        });
        return packed.toByteArray();
    }

    /** A varint (LEB128): seven bits a byte, the lowest first; the top bit says that more follow. */
    private static void length(int length, ByteArrayOutputStream packed) {
        int rest = length;
        while (rest >= LENGTH_MORE) {
            packed.write(rest | LENGTH_MORE);
            rest >>>= LENGTH_BITS;
        }
        packed.write(rest);
    }

    /**
     * Reads identifiers.
     *
     * @throws IllegalArgumentException if the bytes are malformed
     */
    static Identifiers read(byte[] packed) {
        if (packed.length == 0) {
            throw new IllegalArgumentException("the ledger holds nothing where devices should be");
        }
        Reader reader = new Reader(packed);
        return switch (packed[0]) {
            case FIFTEEN_DIGITS -> reader.numbers();
            case ONE_LENGTH -> reader.textsOfOneLength();
            case ANY -> reader.texts();
            default ->
                throw new IllegalArgumentException(
                        "the ledger holds devices that are packed in an unknown way: " + packed[0]);
        };
    }

    /** Reads the bytes after the first one. */
    private static final class Reader {
        private final byte[] packed;
        private int at = 1;

        Reader(byte[] packed) {
            this.packed = packed;
        }

        Identifiers numbers() {
            Identifiers.Builder identifiers = new Identifiers.Builder(packed.length / NUMBER_BYTES);
            byte[] digits = new byte[DIGITS];
            while (at < packed.length) {
                long number = 0;
                for (int end = at + required(NUMBER_BYTES); at < end; at++) {
                    number = (number << Byte.SIZE) | (packed[at] & 0xFF);
                }
                for (int digit = DIGITS - 1; digit >= 0; digit--) {
                    digits[digit] = (byte) ('0' + number % 10);
                    number /= 10;
                }
                identifiers.add(digits, 0, DIGITS);
            }
            return identifiers.build();
        }

        Identifiers textsOfOneLength() {
            int length = length();
            if (length == 0) {
                throw torn();
            }
            Identifiers.Builder identifiers = new Identifiers.Builder(packed.length / length);
            while (at < packed.length) {
                take(length, identifiers);
            }
            return identifiers.build();
        }

        Identifiers texts() {
            Identifiers.Builder identifiers = new Identifiers.Builder(0);
            while (at < packed.length) {
                take(length(), identifiers);
            }
            return identifiers.build();
        }

        private void take(int length, Identifiers.Builder identifiers) {
            identifiers.add(packed, at, required(length));
            at += length;
        }

        private int length() {
            int length = 0;
            for (int shift = 0; shift < Integer.SIZE; shift += LENGTH_BITS) {
                required(1);
                int bits = packed[at];
                at++;
                length |= (bits & (LENGTH_MORE - 1)) << shift;
                if (bits >= 0) {
                    return length;
                }
            }
            throw torn();
        }

        @CanIgnoreReturnValue
        private int required(int bytes) {
            if (bytes < 0 || packed.length - at < bytes) {
                throw torn();
            }
            return bytes;
        }

        private static IllegalArgumentException torn() {
            return new IllegalArgumentException("the ledger holds devices that end in the middle of one");
        }
    }
}
