package io.github.kdpbridge.cli;

import io.github.kdpbridge.gateway.config.Account;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import java.util.stream.Collectors;

/** A gateway's configuration in one line, without anything secret. */
final class ConfigSummary {
    private ConfigSummary() {}

    static String of(GatewayConfig config) {
        String tls = config.tls().isPresent() ? " with TLS" : " without TLS";
        String adminTls = config.adminTls().isPresent() ? " with TLS" : "";
        String admin =
                config.admin().map(address -> "admin at " + address + adminTls).orElse("no admin");
        String resellers =
                config.accounts().stream().map(ConfigSummary::reseller).collect(Collectors.joining(", "));
        String ledger = config.ledgerStore().map(LedgerStore::place).orElse("memory");
        return "listens at " + config.listen() + tls + ", " + admin + ", ledger in " + ledger
                + (config.accounts().size() == 1 ? ", reseller " : ", resellers ") + resellers;
    }

    private static String reseller(Account account) {
        String old = account.migrating()
                .map(migrating ->
                        " (old service at " + migrating.migration().oldService().baseUrl() + ")")
                .orElse("");
        return account.reseller() + old;
    }
}
