package io.github.kdpbridge.gateway.ledger;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/**
 * The file of a ledger in use, held still while it is copied. SQLite changes the file itself only when it brings pages over
 * from the write-ahead log. So everything is brought over once, and then nothing until the copy is made; callers write to the
 * log meanwhile, as ever.
 *
 * @param group the thread that has the file's only connection
 * @param file the file, open already: another descriptor of it would release SQLite's lock when it is closed
 */
record HeldFile(GroupCommit group, LedgerFile file) {
    /** How many pages of 4 KiB may wait in the log while the file is held: 1 GiB. Then SQLite brings them over in any case. */
    static final int PAGES_HELD = 1 << 18;

    private static final int PAGE = 4096;

    Path path() {
        return file.path();
    }

    /**
     * Copies what is recorded so far.
     *
     * @throws IOException if the copy is not whole; the message says why
     */
    void copyTo(WritableByteChannel copy) throws IOException {
        copyTo(copy, PAGES_HELD);
    }

    void copyTo(WritableByteChannel copy, int pages) throws IOException {
        Session before = group.betweenTransactions(sql -> hold(sql, pages));
        boolean isWhole;
        try {
            file.requireIntact();
            file.copyTo(copy);
        } finally {
            Session after = group.betweenTransactions(HeldFile::release);
            // Another session may have another connection, and closing the old one brings pages over.
            isWhole = before == after && file.logSize() < (long) pages * PAGE;
        }
        if (!isWhole) {
            throw new IOException("it changed while it was copied; try again, at a quieter time or to a faster disk");
        }
    }

    private static Session hold(Session sql, int pages) {
        bringOverAt(sql, pages);
        int isBusy = sql.handle()
                .createQuery("PRAGMA wal_checkpoint(TRUNCATE)")
                .map((row, context) -> row.getInt(1))
                .one();
        if (isBusy != 0) {
            throw new IllegalStateException("the write-ahead log was not brought over");
        }
        return sql;
    }

    private static Session release(Session sql) {
        bringOverAt(sql, Connections.PAGES_BESIDE);
        return sql;
    }

    private static void bringOverAt(Session sql, int pages) {
        sql.handle().execute("PRAGMA wal_autocheckpoint = " + pages);
    }
}
