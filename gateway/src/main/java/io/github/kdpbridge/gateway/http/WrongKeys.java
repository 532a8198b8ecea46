package io.github.kdpbridge.gateway.http;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import okio.ByteString;

/**
 * Counts wrong keys by address, and delays their answers. An address may send some a minute; further ones wait in line
 * at that rate. An IPv6 /64 network counts as one address, because one machine can use all of it. Right keys never
 * wait: other callers may share the address, for instance behind a proxy.
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
    /** The time at which an address has paid for its wrong keys so far (GCRA). */
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

    /** Counts a wrong key and returns the delay of its answer. */
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
