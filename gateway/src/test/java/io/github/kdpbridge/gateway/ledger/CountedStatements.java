package io.github.kdpbridge.gateway.ledger;

import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Counts the queries of a ledger. */
public final class CountedStatements implements SqlLogger {
    private final AtomicInteger count = new AtomicInteger();

    private CountedStatements() {}

    /** Counts the queries of a ledger from now on. */
    public static CountedStatements of(SqlLedger ledger) {
        CountedStatements counted = new CountedStatements();
        ledger.database().jdbi().setSqlLogger(counted);
        return counted;
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        count.incrementAndGet();
    }

    /** Returns the queries since the last call. */
    public int taken() {
        return count.getAndSet(0);
    }
}
