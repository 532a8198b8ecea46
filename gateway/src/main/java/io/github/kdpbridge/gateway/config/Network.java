package io.github.kdpbridge.gateway.config;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.net.InetAddresses;
import com.google.common.primitives.Ints;
import java.net.InetAddress;

/**
 * An address, or all addresses that begin alike.
 *
 * @param address the first of them
 * @param bits how many bits they have in common
 */
record Network(InetAddress address, int bits) {
    /**
     * Reads {@code 10.0.0.0/8}, {@code 10.1.2.3} or {@code fd00::/8}; no host names, because they would need a lookup
     * at each request.
     *
     * @throws IllegalArgumentException if the text is no such thing
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        String first = slash < 0 ? text : text.substring(0, slash);
        checkArgument(
                InetAddresses.isInetAddress(first),
                "must be an address, or a network such as 10.0.0.0/8 or fd00::/8, not %s",
                text);
        InetAddress address = InetAddresses.forString(first);
        int all = address.getAddress().length * Byte.SIZE;
        Integer bits = slash < 0 ? Integer.valueOf(all) : Ints.tryParse(text.substring(slash + 1));
        checkArgument(
                bits != null && bits >= 0 && bits <= all,
                "must have from 0 to %s bits behind its slash, not %s",
                all,
                text);
        return new Network(address, bits);
    }

    boolean contains(InetAddress other) {
        byte[] these = address.getAddress();
        byte[] those = other.getAddress();
        if (these.length != those.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((these[bit / Byte.SIZE] ^ those[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
