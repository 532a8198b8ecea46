package io.github.kdpbridge.gateway.http;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import okio.ByteString;

/**
 * Counts wrong keys by address, and delays their answers. An address may send some a minute; each further one waits for
 * its turn at that rate. An IPv6 network of 64 bits counts as one address, because one machine has as many of them as
 * it likes. Right keys never wait, because other callers may share the address, which may be that of a proxy.
 *
 * <p>Safe for use by many threads; its memory is bounded.
 */
final class WrongKeys {
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final int MOST_ADDRESSES = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Ticker ticker;
    private final long nanosEach;
    /** When the wrong keys of an address so far would all have been sent at the pace. */
    private final Cache<ByteString, Long> paidUntil;

    WrongKeys(int perMinute, Ticker ticker) {
        this.ticker = ticker;
        this.nanosEach = WINDOW.toNanos() / perMinute;
        this.paidUntil = CacheBuilder.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .expireAfterWrite(WINDOW.plus(LONGEST_WAIT))
                .ticker(ticker)
                .build();
    }

    /** Takes note of a wrong key and returns how long its answer has to wait. */
    Duration waitFor(InetAddress address) {
        long now = ticker.read();
        long paid = paidUntil.asMap().merge(network(address), now + nanosEach, (before, first) -> {
            long debt = Math.max(before - now, 0) + nanosEach;
            return now + Math.min(debt, WINDOW.plus(LONGEST_WAIT).toNanos());
        });
        return Duration.ofNanos(Math.max(paid - now - WINDOW.toNanos(), 0));
    }

    private static ByteString network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteString.of(bytes, 0, address instanceof Inet6Address ? IPV6_NETWORK_BYTES : bytes.length);
    }
}
