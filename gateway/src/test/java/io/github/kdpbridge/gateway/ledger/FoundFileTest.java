package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.ledger.LedgerStore.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no ledger, or a part of one that is missing, is refused, and stays as it is. */
class FoundFileTest {
    private static final String OPEN_TO_ALL = "rw-rw-rw-";

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("ledger.db");
    }

    private void assertRefused(String why) {
        SqliteFile store = new SqliteFile(file());
        assertThatThrownBy(() -> SqlLedger.open(store).close())
                .isInstanceOf(LedgerException.class)
                .hasMessage("the ledger's file " + file() + " cannot be opened: " + why);
        assertThatThrownBy(() -> LedgerTrial.of(store))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the ledger's file " + file() + " cannot be used: " + why);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void execute(Path database, String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Test
    void folder_isRefusedAndKeepsItsPermissions() throws Exception {
        Files.createDirectory(file());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertRefused("it is a folder: name a file in ledger.file");

        assertThat(permissions(file())).isEqualTo("rwxrwxrwx");
    }

    @Test
    void device_isRefused() {
        assertThatThrownBy(() -> FoundFile.require(new SqliteFile(Path.of("/dev/null"))))
                .hasMessage("it is no regular file: name a file in ledger.file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "xy", "This is a text. This is a text. This is a text. This is a text. This is a text. "})
    void text_isRefusedAndStaysAsItIs(String text) throws Exception {
        Files.writeString(file(), text);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(OPEN_TO_ALL));

        assertRefused(FoundFile.NO_LEDGER);

        assertThat(permissions(file())).isEqualTo(OPEN_TO_ALL);
        assertThat(file()).hasContent(text);
        assertThat(files()).containsExactly("ledger.db");
    }

    @Test
    void databaseOfAnotherProgram_isRefusedAndStaysAsItIs() throws Exception {
        execute(file(), "CREATE TABLE bookmarks (url TEXT)");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(OPEN_TO_ALL));
        byte[] before = Files.readAllBytes(file());

        assertRefused(FoundFile.NO_LEDGER);

        assertThat(permissions(file())).isEqualTo(OPEN_TO_ALL);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        assertThat(files()).containsExactly("ledger.db");
    }

    @Test
    void linkToNothing_isRefused() throws Exception {
        Files.createSymbolicLink(file(), folder.resolve("elsewhere.db"));

        assertRefused("it is a link to a file that is not there: put the ledger there, or remove the link");

        assertThat(files()).containsExactly("ledger.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-wal", "-journal"})
    void missingFileWithItsLogBesideIt_isNotBegunAnew(String log) throws Exception {
        Path beside = Files.writeString(folder.resolve("ledger.db" + log), "writes");
        Path index = Files.createFile(folder.resolve("ledger.db-shm"));

        assertRefused("it is missing, but " + beside + " is there: put the file back, or remove " + beside + " and "
                + index + " to begin a new ledger");

        assertThat(files()).containsExactlyInAnyOrder("ledger.db-shm", "ledger.db" + log);
        assertThat(beside).hasContent("writes");
        Files.delete(beside);
        Files.delete(index);
        SqlLedger.open(new SqliteFile(file())).close();
        assertThat(files()).containsExactly("ledger.db");
    }

    /** SQLite takes the log of an empty file for one of an earlier file, and deletes it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void emptyFileWithWritesInItsLog_isRefused(boolean linked) throws Exception {
        Path place = linked ? Files.createDirectory(folder.resolve("place")).resolve("kept.db") : file();
        Files.createFile(place);
        Path log = Files.writeString(place.resolveSibling(place.getFileName() + "-wal"), "writes");
        if (linked) {
            Files.createSymbolicLink(file(), place);
        }

        assertRefused("it is empty, but " + log.toRealPath()
                + " is not: put the ledger in its place, or remove both to begin a new one");

        assertThat(log).hasContent("writes");
    }

    /** A gateway that was killed while it made the file leaves it empty, or with the log of its first transaction. */
    @ParameterizedTest
    @ValueSource(strings = {"-wal", "-journal", "-shm"})
    void fileWhoseCreationWasBrokenOff_isUsed(String log) throws Exception {
        Files.createFile(file());
        Files.createFile(folder.resolve("ledger.db" + log));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(folder.resolve("ledger.db" + log), PosixFilePermissions.fromString("rw-------"));

        try (SqlLedger ledger = SqlLedger.open(new SqliteFile(file()))) {
            assertThat(ledger.trouble()).isEmpty();
        }
    }
}
