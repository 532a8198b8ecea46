package io.github.kdpbridge.gateway.config;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.util.ArrayList;
import java.util.List;

/** Warns of addresses that other machines can reach without encryption. */
final class Exposure {
    private Exposure() {}

    static List<Warning> warnings(GatewayConfig config) {
        List<Warning> warnings = new ArrayList<>();
        if (config.tls().isEmpty() && isForOthers(config.listen())) {
            warnings.add(new Warning(
                    "gateway.listen",
                    config.listen()
                            + " is for other machines as well, and there is no gateway.tls: callers' keys travel in"
                            + " the clear",
                    "Set gateway.tls, or listen at 127.0.0.1 behind a reverse proxy that has TLS."));
        }
        config.admin()
                .filter(Exposure::isForOthers)
                .ifPresent(admin -> warnings.add(new Warning(
                        "gateway.admin.listen",
                        admin + " is for other machines as well, and needs no key",
                        "Keep it in a network of the operators, or listen at 127.0.0.1.")));
        return warnings;
    }

    private static boolean isForOthers(HostAndPort address) {
        String host = address.getHost();
        return InetAddresses.isInetAddress(host)
                ? !InetAddresses.forString(host).isLoopbackAddress()
                : !host.equalsIgnoreCase("localhost");
    }
}
