package io.github.kdpbridge.gen1client;

import com.google.common.collect.ImmutableList;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * The addresses at which this process serves callers. An upstream at one of them is a loop, which a start can refuse. A
 * balancer or a proxy in between hides it; then the first request shows it.
 *
 * @param addresses where the process listens, with the port that it got
 */
public record OwnListeners(List<InetSocketAddress> addresses) {
    public OwnListeners {
        addresses = ImmutableList.copyOf(addresses);
    }

    /**
     * Returns whether one of them is at a URL. A host that cannot be resolved is taken for another machine; it is only
     * resolved if one of them has its port.
     *
     * @throws IllegalArgumentException if it is not an {@code http} or {@code https} URL
     */
    public boolean include(String url) {
        HttpUrl upstream = HttpUrl.get(url);
        if (addresses.stream().noneMatch(own -> own.getPort() == upstream.port())) {
            return false;
        }
        List<InetAddress> hosts;
        try {
            hosts = List.of(InetAddress.getAllByName(upstream.host()));
        } catch (UnknownHostException e) {
            return false;
        }
        return addresses.stream()
                .filter(own -> own.getPort() == upstream.port())
                .flatMap(own -> Stream.ofNullable(own.getAddress()))
                .anyMatch(own -> hosts.stream().anyMatch(host -> isAt(own, host)));
    }

    private static boolean isAt(InetAddress own, InetAddress host) {
        return own.equals(host) || ((own.isAnyLocalAddress() || host.isAnyLocalAddress()) && isLocal(host));
    }

    private static boolean isLocal(InetAddress host) {
        try {
            return host.isAnyLocalAddress()
                    || host.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(host) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
