package io.github.kdpbridge.gateway.http;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** The hosts where a gateway is to listen. */
public final class ListenHosts {
    private ListenHosts() {}

    /**
     * Looks them up.
     *
     * @param file the file of the configuration
     * @throws ConfigurationException if one is unknown, so that the gateway would not start
     */
    public static void requireKnown(Path file, GatewayConfig config) {
        requireKnown(file, "gateway.listen", config.listen());
        config.admin().ifPresent(admin -> requireKnown(file, "gateway.admin.listen", admin));
    }

    private static void requireKnown(Path file, String setting, HostAndPort address) {
        if (new InetSocketAddress(address.getHost(), address.getPort()).isUnresolved()) {
            throw new ConfigurationException(
                    file.toString(),
                    setting,
                    "the host %s is unknown; name an address of this machine".formatted(address.getHost()));
        }
    }
}
