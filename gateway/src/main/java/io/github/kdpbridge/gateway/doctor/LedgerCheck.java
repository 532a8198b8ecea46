package io.github.kdpbridge.gateway.doctor;

import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.LedgerStore.SqliteFile;
import io.github.kdpbridge.gateway.ledger.LedgerTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.Consumer;

/** Whether a gateway could use the ledger: its database is opened and written to as the gateway does it. */
record LedgerCheck(LedgerStore store) implements Check {
    @Override
    public void run(Consumer<Finding> findings) {
        boolean inFile = store instanceof SqliteFile;
        String subject = store instanceof SqliteFile sqlite ? "ledger, file " + sqlite.file() : "ledger, PostgreSQL";
        try {
            findings.accept(Finding.good(subject, LedgerTrial.of(store)));
        } catch (LedgerException e) {
            findings.accept(
                    Finding.failed(
                            subject,
                            String.valueOf(e.getMessage()),
                            inFile
                                    ? "Give the file and its folder to the gateway's user, or name another file in ledger.file."
                                    : "Check ledger.url, ledger.user and ledger.password, and whether this machine may connect."));
        }
        if (store instanceof SqliteFile sqlite && isOpenToOthers(sqlite)) {
            findings.accept(Finding.warning(
                    subject,
                    "others can read it",
                    "It holds devices. The gateway takes their right away when it starts."));
        }
    }

    private static boolean isOpenToOthers(SqliteFile store) {
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(store.file());
            return rights.contains(PosixFilePermission.GROUP_READ) || rights.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // it is not there, or its file system knows no rights
        }
    }
}
