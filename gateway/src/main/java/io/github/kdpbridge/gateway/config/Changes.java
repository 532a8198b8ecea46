package io.github.kdpbridge.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Which settings of a gateway that runs cannot be changed as a new configuration has them. */
public final class Changes {
    private final GatewayConfig before;
    private final GatewayConfig after;
    private final List<String> needRestart = new ArrayList<>();

    private Changes(GatewayConfig before, GatewayConfig after) {
        this.before = before;
        this.after = after;
    }

    /** Returns the sections that differ and are read only at the start. */
    public static List<String> needingRestart(GatewayConfig before, GatewayConfig after) {
        Changes changes = new Changes(before, after);
        changes.look("gateway.listen", GatewayConfig::listen);
        changes.look("gateway.admin", config -> List.of(config.admin(), config.adminTls(), config.adminHosts()));
        changes.look("gateway.proxies", config -> config.proxies().toString());
        changes.look("gateway.tls", GatewayConfig::tls);
        changes.look("gateway.ledger", config -> List.of(config.ledgerStore(), config.ledgerMemory()));
        changes.look("gateway.limits", GatewayConfig::limits);
        return changes.needRestart;
    }

    private void look(String section, Function<GatewayConfig, ?> value) {
        if (!Objects.equals(value.apply(before), value.apply(after))) {
            needRestart.add(section);
        }
    }
}
