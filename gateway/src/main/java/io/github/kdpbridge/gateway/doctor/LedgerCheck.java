package io.github.kdpbridge.gateway.doctor;

import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.LedgerStore.Postgresql;
import io.github.kdpbridge.gateway.ledger.LedgerStore.SqliteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Consumer;

/** Whether the ledger's file can be written by whoever asks, or its database answers the user that it names. */
record LedgerCheck(LedgerStore store) implements Check {
    private static final int PATIENCE_SECONDS = 5;

    @Override
    public void run(Consumer<Finding> findings) {
        findings.accept(store instanceof SqliteFile sqlite ? file(sqlite.file()) : database((Postgresql) store));
    }

    private static Finding file(Path file) {
        String subject = "ledger, file " + file;
        Path folder = file.toAbsolutePath().getParent();
        boolean writable =
                folder != null && Files.isWritable(folder) && (Files.notExists(file) || Files.isWritable(file));
        return writable
                ? Finding.good(subject, "can be written")
                : Finding.failed(
                        subject,
                        "cannot be written",
                        "Give the file and its folder to the gateway's user, or name another file in ledger.file.");
    }

    private static Finding database(Postgresql store) {
        String subject = "ledger, PostgreSQL";
        Properties login = new Properties();
        if (!store.user().isEmpty()) {
            login.setProperty("user", store.user());
        }
        if (!store.password().isEmpty()) {
            login.setProperty("password", store.password());
        }
        login.setProperty("connectTimeout", Integer.toString(PATIENCE_SECONDS));
        login.setProperty("socketTimeout", Integer.toString(PATIENCE_SECONDS));
        try (Connection connection = DriverManager.getConnection(store.url(), login)) {
            return Finding.good(
                    subject, "answers, version " + connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException e) {
            return Finding.failed(
                    subject,
                    "cannot be reached: " + String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "),
                    "Check ledger.url, ledger.user and ledger.password, and whether this machine may connect.");
        }
    }
}
