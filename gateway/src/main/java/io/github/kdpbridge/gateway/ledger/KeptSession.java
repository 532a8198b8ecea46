package io.github.kdpbridge.gateway.ledger;

import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only session of a database, opened when it is needed, and again after a failure. For one thread at a time. */
final class KeptSession {
    private static final Logger LOG = LoggerFactory.getLogger(KeptSession.class);

    private final Jdbi jdbi;
    /** Null before the first work, and after a failure. */
    private @Nullable Session session;

    private boolean inTransaction;

    KeptSession(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Returns the session, if a transaction is under way; null otherwise. */
    @Nullable Session inTransaction() {
        return inTransaction ? session : null;
    }

    /** Runs work in a transaction, which is rolled back if the work throws. */
    <T> T inTransaction(Function<Session, T> work) {
        return use(sql -> {
            inTransaction = true;
            return sql.inTransaction(work);
        });
    }

    /** Runs work without a transaction. */
    <T> T use(Function<Session, T> work) {
        boolean worked = false;
        try {
            Session current = session == null ? Session.open(jdbi) : session;
            session = current;
            T result = work.apply(current);
            worked = true;
            return result;
        } finally {
            inTransaction = false;
            if (!worked) {
                close(); // the pool checks the connection
            }
        }
    }

    /** A failure to close is only logged: the error that broke the transaction is the one to report. */
    void close() {
        Session last = session;
        session = null;
        if (last == null) {
            return;
        }
        try {
            last.close();
        } catch (RuntimeException e) {
            LOG.debug("the connection was not closed in order: {}", e.getMessage());
        }
    }
}
