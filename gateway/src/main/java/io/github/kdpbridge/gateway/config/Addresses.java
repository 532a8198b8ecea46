package io.github.kdpbridge.gateway.config;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import io.github.kdpbridge.gateway.settings.Setting;
import io.github.kdpbridge.gateway.settings.Settings;
import java.net.InetAddress;
import okhttp3.HttpUrl;

/** Reads the addresses in a configuration. */
final class Addresses {
    private Addresses() {}

    /** Reads where to listen. */
    static HostAndPort listen(Settings section, Setting<String> setting, String more) {
        String text = setting.in(section);
        HostAndPort fallback = HostAndPort.fromString(setting.standard());
        try {
            HostAndPort listen = HostAndPort.fromString(text).requireBracketsForIPv6();
            if (isHost(listen.getHost())) {
                return listen.withDefaultPort(fallback.getPort());
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw section.wrong(
                setting.key(), "must be HOST:PORT, such as " + fallback + " or [::1]:" + fallback.getPort() + more);
    }

    /**
     * Reads the base URL of a service, to which paths are added.
     *
     * @param listen the gateway's own address
     * @param service the service in words
     */
    static HttpUrl base(Settings section, Setting<String> setting, HostAndPort listen, String service) {
        HttpUrl baseUrl = service(section, setting, listen, service);
        if (baseUrl.query() != null || baseUrl.fragment() != null) {
            throw section.wrong(setting.key(), "must not have a query or a fragment");
        }
        return baseUrl;
    }

    /**
     * Reads the address of a service, which is not the gateway itself.
     *
     * @param listen the gateway's own address
     * @param service the service in words
     */
    static HttpUrl service(Settings section, Setting<String> setting, HostAndPort listen, String service) {
        String key = setting.key();
        String text = setting.in(section);
        HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            // The text may hold a password.
            throw section.wrong(key, "must be an http or https URL" + (text.contains("@") ? "" : ", not " + text));
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw section.wrong(key, "must not have a user or a password");
        }
        if (url.port() == listen.getPort() && isSameHost(url.host(), listen.getHost())) {
            throw section.wrong(key, "is this gateway itself; it must be " + service);
        }
        return url;
    }

    /** Whether two servers cannot listen at both addresses. Port 0 is always another one. */
    static boolean clash(HostAndPort one, HostAndPort other) {
        return one.getPort() != 0
                && one.getPort() == other.getPort()
                && (isSameHost(one.getHost(), other.getHost()) || isAny(one.getHost()) || isAny(other.getHost()));
    }

    private static boolean isHost(String host) {
        return InetAddresses.isInetAddress(host) || InternetDomainName.isValid(host);
    }

    /** Loopback addresses, their names and the wildcard address are this host. */
    private static boolean isSameHost(String one, String other) {
        return one.equalsIgnoreCase(other) || (isThisHost(one) && isThisHost(other));
    }

    private static boolean isThisHost(String host) {
        if (!InetAddresses.isInetAddress(host)) {
            return host.equalsIgnoreCase("localhost");
        }
        InetAddress address = InetAddresses.forString(host);
        return address.isLoopbackAddress() || address.isAnyLocalAddress();
    }

    private static boolean isAny(String host) {
        return InetAddresses.isInetAddress(host)
                && InetAddresses.forString(host).isAnyLocalAddress();
    }
}
