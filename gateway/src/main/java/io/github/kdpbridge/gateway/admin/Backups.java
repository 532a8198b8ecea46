package io.github.kdpbridge.gateway.admin;

import static io.github.kdpbridge.gateway.admin.message.Asked.needed;

import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.admin.message.AdminJson;
import io.github.kdpbridge.gateway.admin.message.Asked;
import io.github.kdpbridge.gateway.ledger.LedgerBackup;
import io.github.kdpbridge.gateway.ledger.LedgerReport;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import java.nio.file.FileAlreadyExistsException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backs up the ledger of a gateway that runs, once at a time. Safe for use by many threads. */
public final class Backups {
    static final String ACT = "backup";

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final int CONFLICT = 409;
    private static final int FAILED = 500;

    private final AtomicBoolean running = new AtomicBoolean();
    private volatile @Nullable SqlLedger ledger;

    /** Names the ledger; without this, it is in memory. */
    public void of(SqlLedger opened) {
        ledger = opened;
    }

    /** Answers the act; it holds the calling thread while the ledger is copied. */
    AdminAnswer answer(AdminRequest request) {
        String name = needed(
                "name", AdminJson.read(Asked.Backup.class, request.body()).name());
        SqlLedger current = ledger;
        if (current == null) {
            throw new IllegalArgumentException("the ledger is in memory: nothing of it can be backed up");
        }
        if (!running.compareAndSet(false, true)) {
            return AdminAnswer.refusal(CONFLICT, "another backup is being made; try again when it is done");
        }
        try {
            return AdminAnswer.of(LedgerReport.class, LedgerBackup.running(current, name));
        } catch (FileAlreadyExistsException e) {
            return AdminAnswer.refusal(
                    CONFLICT,
                    "there is a file %s already, which stays as it is: choose another name".formatted(e.getFile()));
        } catch (LedgerException e) {
            LOG.warn("{}", e.getMessage());
            return AdminAnswer.refusal(FAILED, String.valueOf(e.getMessage()));
        } finally {
            running.set(false);
        }
    }
}
