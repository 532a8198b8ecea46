package io.github.kdpbridge.spring;

import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import javax.sql.DataSource;

/** Apart from {@link Ledgers}, because its classes may be absent. */
final class JdbcLedger {
    private JdbcLedger() {}

    static Ledger open(String prefix, DataSource source, KdpProperties.Ledger settings) {
        LedgerStore.Borrowed store = KdpConfigurationException.naming(
                prefix + ".takeover",
                () -> new LedgerStore.Borrowed(source, settings.migrate(), settings.retention(), settings.takeover()));
        return SqlLedger.open(store);
    }
}
