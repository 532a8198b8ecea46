package io.github.kdpbridge.gateway.migration;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import io.github.kdpbridge.gen1client.OwnListeners;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.stream.Stream;

/** A gateway that would be its own old service: each request would come back to it. */
public final class Loop {
    private Loop() {}

    /**
     * Refuses it, as far as addresses show it.
     *
     * @throws ConfigurationException if the old service of an account is at an address of the gateway
     */
    public static void refuse(GatewayConfig config) {
        for (MigratingAccount account : MigratingAccount.in(config.accounts())) {
            find(config, account).ifPresent(why -> {
                throw new ConfigurationException("reseller " + account.reseller(), "gen1.baseUrl", why);
            });
        }
    }

    /** Returns the mistake in the address of an account's old service; empty if there is none. */
    public static Optional<String> find(GatewayConfig config, MigratingAccount account) {
        String baseUrl = account.migration().oldService().baseUrl();
        OwnListeners own = new OwnListeners(Stream.concat(Stream.of(config.listen()), config.admin().stream())
                .map(Loop::address)
                .toList());
        return own.include(baseUrl)
                ? Optional.of(baseUrl + " is this gateway itself; it must be the old service")
                : Optional.empty();
    }

    private static InetSocketAddress address(HostAndPort listener) {
        return new InetSocketAddress(listener.getHost(), listener.getPort());
    }
}
