package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.gateway.ledger.LedgerStore.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is found under the name of a ledger, before anything there is changed. */
final class FoundFile {
    static final String NO_LEDGER =
            "it is no ledger, but some other file: name another one, or put a backup in its place";

    private static final String ANOTHER = ": name a file in ledger.file";
    /** What a killed gateway leaves, and only together with the file is a ledger. */
    private static final List<String> LOGS = List.of("-wal", "-journal");

    private FoundFile() {}

    /**
     * Requires a ledger, an empty file, or nothing at all. SQLite itself looks: closing any other descriptor of the file
     * would release the lock of a ledger that this process has open.
     *
     * @throws IOException if something else is there; the message says what, and what to do
     * @throws SQLException if it cannot be read, or another gateway uses it
     */
    static void require(SqliteFile store) throws IOException, SQLException {
        Path file = store.file();
        if (Files.exists(file)) {
            requireRegular(file);
            requireLedger(store);
        } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is a link to a file that is not there: put the ledger there, or remove the link");
        } else {
            requireNothingBeside(file);
        }
    }

    private static void requireRegular(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException((Files.isDirectory(file) ? "it is a folder" : "it is no regular file") + ANOTHER);
        }
        if (Files.size(file) == 1) { // SQLite would take it for empty
            throw new IOException(NO_LEDGER);
        }
        Path log = LedgerFile.beside(file.toRealPath(), "-wal");
        if (Files.size(file) == 0 && Files.exists(log) && Files.size(log) > 0) { // SQLite would delete the log
            throw new IOException(
                    "it is empty, but %s is not: put the ledger in its place, or remove both to begin a new one"
                            .formatted(log));
        }
    }

    private static void requireLedger(SqliteFile store) throws IOException, SQLException {
        try (Connection connection = Connections.inPassingWithLock(store).getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA query_only = true");
            try (ResultSet tables = sql.executeQuery("SELECT COUNT(*), COUNT(CASE WHEN name = '" + Schema.HISTORY
                    + "' THEN 1 END) FROM sqlite_master WHERE type = 'table'")) {
                tables.next();
                if (tables.getInt(1) > 0 && tables.getInt(2) == 0) {
                    throw new IOException(NO_LEDGER);
                }
            }
        }
    }

    /** A new file would take the place of the ledger that these belong to. */
    private static void requireNothingBeside(Path file) throws IOException {
        List<Path> logs = there(file, LOGS.stream());
        if (!logs.isEmpty()) {
            throw new IOException(
                    "it is missing, but %s is there: put the file back, or remove %s to begin a new ledger"
                            .formatted(
                                    logs.get(0),
                                    there(file, Stream.concat(LOGS.stream(), Stream.of("-shm"))).stream()
                                            .map(Path::toString)
                                            .collect(Collectors.joining(" and "))));
        }
    }

    private static List<Path> there(Path file, Stream<String> suffixes) {
        return suffixes.map(suffix -> LedgerFile.beside(file, suffix))
                .filter(Files::exists)
                .toList();
    }
}
