package io.github.kdpbridge.gateway.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reverse proxies that are trusted to name their caller, and the header that they do it in.
 *
 * <p>A caller can write that header as well, and a proxy adds to it at the right. So it is read from the right, and
 * only as far as trusted proxies wrote it: the right-most address that is none of theirs is the caller's. Immutable,
 * and safe for use by many threads.
 */
public final class TrustedProxies {
    /** The header in which a proxy names its caller. */
    public enum Header {
        /** {@code X-Forwarded-For: 192.0.2.1, 10.0.0.7}. */
        X_FORWARDED_FOR("X-Forwarded-For"),
        /** {@code Forwarded: for=192.0.2.1, for="[2001:db8::1]:4711"} (RFC 7239). */
        FORWARDED("Forwarded");

        private final String field;

        Header(String field) {
            this.field = field;
        }

        /** Returns the name of the header. */
        public String field() {
            return field;
        }
    }

    private static final TrustedProxies NONE = new TrustedProxies(ImmutableList.of(), Header.X_FORWARDED_FOR);
    private static final Pattern FOR =
            Pattern.compile("(?:^|;)\\s*for=(\"[^\"]*\"|[^;\\s]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern IPV4_WITH_PORT = Pattern.compile("([0-9.]+):\\d+");
    private static final Pattern IPV6_IN_BRACKETS = Pattern.compile("\\[([^]]*)](?::\\d+)?");

    private final ImmutableList<Network> networks;
    private final Header header;

    private TrustedProxies(ImmutableList<Network> networks, Header header) {
        this.networks = networks;
        this.header = header;
    }

    /** Returns that no proxy is trusted: the caller is at the other end of the connection. */
    public static TrustedProxies none() {
        return NONE;
    }

    /**
     * Returns trusted proxies.
     *
     * @param networks their addresses or networks, such as {@code 10.0.0.0/8}
     * @param header the one that all of them write; callers can forge the other
     * @throws IllegalArgumentException if one of the texts is neither an address nor a network
     */
    public static TrustedProxies of(Collection<String> networks, Header header) {
        return new TrustedProxies(
                networks.stream().map(Network::parse).collect(ImmutableList.toImmutableList()),
                Objects.requireNonNull(header, "header"));
    }

    /** Returns the header that they write. */
    public Header header() {
        return header;
    }

    /**
     * Returns where a request came from.
     *
     * @param remote the other end of the connection
     * @param lines the lines of the header, in their order
     */
    public InetAddress caller(InetAddress remote, List<String> lines) {
        if (!isTrusted(remote)) {
            return remote;
        }
        InetAddress caller = remote;
        List<String> hops = hops(lines);
        for (int i = hops.size() - 1; i >= 0 && isTrusted(caller); i--) {
            Optional<InetAddress> before = address(hops.get(i));
            if (before.isEmpty()) {
                return caller;
            }
            caller = before.get();
        }
        return caller;
    }

    private static List<String> hops(List<String> lines) {
        return lines.stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(String::strip)
                .toList();
    }

    private boolean isTrusted(InetAddress address) {
        return Iterables.any(networks, network -> network.contains(address));
    }

    private Optional<InetAddress> address(String hop) {
        String node = hop;
        if (header == Header.FORWARDED) {
            Matcher matcher = FOR.matcher(hop);
            node = matcher.find() ? matcher.group(1).replace("\"", "") : "";
        }
        Matcher ipv4 = IPV4_WITH_PORT.matcher(node);
        Matcher ipv6 = IPV6_IN_BRACKETS.matcher(node);
        String bare = ipv4.matches() ? ipv4.group(1) : ipv6.matches() ? ipv6.group(1) : node;
        return InetAddresses.isInetAddress(bare) ? Optional.of(InetAddresses.forString(bare)) : Optional.empty();
    }

    /** Returns the networks and the header. */
    @Override
    public String toString() {
        return "TrustedProxies" + networks.toString().toLowerCase(Locale.ROOT) + " by " + header.field();
    }
}
