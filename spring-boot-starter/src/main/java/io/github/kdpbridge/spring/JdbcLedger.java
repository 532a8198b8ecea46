package io.github.kdpbridge.spring;

import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import javax.sql.DataSource;

/** Apart from {@link Ledgers}, because its classes may be absent. */
final class JdbcLedger {
    private JdbcLedger() {}

    static Ledger open(DataSource source, KdpProperties.Ledger settings) {
        return SqlLedger.open(
                new LedgerStore.Borrowed(source, settings.migrate(), settings.retention(), settings.takeover()));
    }
}
