package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup is complete, whatever happens while it is made, and nothing else is harmed. */
@Tag("one-jdk")
class LedgerBackupTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("ledger.db");
    }

    private SqlLedger open(Path file) {
        return SqlLedger.withoutHeart(new LedgerStore.SqliteFile(file), Ticker.systemTicker(), Clock.systemUTC());
    }

    private static Entry upload(String transaction, int devices) {
        return Entry.of(
                RESELLER,
                UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of(transaction))
                        .imeis(LongStream.range(0, devices)
                                .mapToObj(i -> Long.toString(351_800_000_000_000L + i * 7919))
                                .toList())
                        .build(),
                null,
                NOON);
    }

    private static void accept(SqlLedger ledger, String transaction) {
        Entry entry = upload(transaction, 500);
        ledger.claim(entry);
        ledger.settle(
                entry.id(),
                new Outcome.Accepted(new Receipt(entry.request().transaction(), TransactionState.PROGRESS)));
    }

    private Right rightIn(Path file, String transaction) {
        try (SqlLedger ledger = open(file)) {
            return ledger.claim(upload(transaction, 500)).right();
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Does something at each piece of a copy. */
    private static WritableByteChannel meanwhile(FileChannel copy, Runnable work) {
        return new WritableByteChannel() {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                work.run();
                return copy.write(bytes);
            }

            @Override
            public boolean isOpen() {
                return copy.isOpen();
            }

            @Override
            public void close() throws IOException {
                copy.close();
            }
        };
    }

    @Test
    void ledgerInUse_isBackedUpWithAllThatWasRecorded() throws Exception {
        Path backup = folder.resolve("monday.db");
        try (SqlLedger ledger = open(file())) {
            for (int i = 0; i < 100; i++) {
                accept(ledger, "PO-" + i);
            }
            ledger.claim(upload("PO-open", 500));

            LedgerReport report = LedgerBackup.running(ledger, "monday.db");

            assertThat(report)
                    .isEqualTo(new LedgerReport(
                            backup.toString(), LedgerReport.NEWEST, new LedgerReport.Writes(100, 1, NOON), List.of()));
            assertThat(files()).containsExactly("ledger.db", "ledger.db-wal", "monday.db");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                    .isEqualTo("rw-------");
            assertThat(LedgerInspection.of(new LedgerStore.SqliteFile(backup))).isEqualTo(report);
            assertThat(ledger.claim(upload("PO-7", 500)).right())
                    .as("the ledger goes on")
                    .isEqualTo(Right.SETTLED);
        }
        for (int i = 0; i < 100; i += 33) {
            assertThat(rightIn(backup, "PO-" + i)).isEqualTo(Right.SETTLED);
        }
        assertThat(rightIn(backup, "PO-open")).isEqualTo(Right.AGAIN);
        assertThat(rightIn(backup, "PO-new")).isEqualTo(Right.FIRST);
    }

    /** Each caller of this test would wait for ever if the copy held the ledger. */
    @Test
    void callersThatWriteDuringTheCopy_areServed_andTheCopyIsOfBefore() throws Exception {
        Path backup = folder.resolve("copy.db");
        try (SqlLedger ledger = open(file())) {
            for (int i = 0; i < 20; i++) {
                accept(ledger, "PO-" + i);
            }
            int[] later = {0};
            try (FileChannel copy = FileChannel.open(backup, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                held(ledger).copyTo(meanwhile(copy, () -> accept(ledger, "later-" + later[0]++)));
            }

            assertThat(later[0]).isPositive();
            LedgerReport report = LedgerInspection.of(new LedgerStore.SqliteFile(backup));
            assertThat(report.writes().settled()).isEqualTo(20);
            assertThat(report.problems()).isEmpty();
            assertThat(checkpointPages(ledger)).isEqualTo(Connections.PAGES_BESIDE);
            assertThat(ledger.claim(upload("later-0", 500)).right()).isEqualTo(Right.SETTLED);
        }
        assertThat(rightIn(file(), "later-0")).isEqualTo(Right.SETTLED);
    }

    private static HeldFile held(SqlLedger ledger) {
        return ledger.database().held().orElseThrow();
    }

    private static int checkpointPages(SqlLedger ledger) {
        return ledger.database()
                .inTransaction(sql -> sql.handle()
                        .createQuery("PRAGMA wal_autocheckpoint")
                        .mapTo(Integer.class)
                        .one());
    }

    /** The log must not grow without limit because a disk is slow. */
    @Test
    void copyDuringWhichTheFileHadToChange_isNone() throws Exception {
        try (SqlLedger ledger = open(file())) {
            for (int i = 0; i < 20; i++) {
                accept(ledger, "PO-" + i);
            }
            int[] later = {0};
            try (FileChannel copy = FileChannel.open(
                    folder.resolve("copy.db"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                WritableByteChannel slow = meanwhile(copy, () -> accept(ledger, "later-" + later[0]++));

                assertThatThrownBy(() -> held(ledger).copyTo(slow, 10))
                        .isInstanceOf(IOException.class)
                        .hasMessage("it changed while it was copied; try again, at a quieter time or to a faster disk");
            }
            assertThat(checkpointPages(ledger)).isEqualTo(Connections.PAGES_BESIDE);
        }
        assertThat(rightIn(file(), "later-0")).isEqualTo(Right.SETTLED);
    }

    /** A connection that fails is replaced, and its end changes the file. */
    @Test
    void copyDuringWhichTheConnectionFailed_isNone() throws Exception {
        try (SqlLedger ledger = open(file())) {
            accept(ledger, "PO-1");
            try (FileChannel copy = FileChannel.open(
                    folder.resolve("copy.db"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                WritableByteChannel troubled = meanwhile(
                        copy,
                        () -> assertThatThrownBy(
                                        () -> ledger.database().inTransaction(sql -> sql.update("no statement")))
                                .isInstanceOf(LedgerException.class));

                assertThatThrownBy(() -> held(ledger).copyTo(troubled))
                        .hasMessageStartingWith("it changed while it was copied");
            }
        }
    }

    @Test
    void gatewayThatStopsDuringTheCopy_leavesNoBackup() throws Exception {
        SqlLedger ledger = open(file());
        accept(ledger, "PO-1");
        try (FileChannel copy =
                FileChannel.open(folder.resolve("copy.db"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            HeldFile held = held(ledger);

            assertThatThrownBy(() -> held.copyTo(meanwhile(copy, ledger::close)))
                    .isInstanceOf(RuntimeException.class)
                    .hasMessage("the ledger is closed");
        }
        assertThatThrownBy(() -> LedgerBackup.running(ledger, "monday.db"))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the ledger's file " + file() + " cannot be backed up to " + folder.resolve("monday.db")
                        + ": the ledger is closed");
        assertThat(files()).containsExactly("copy.db", "ledger.db");
    }

    @Test
    void fileThatIsThere_staysAsItIs() throws Exception {
        Path there = Files.writeString(folder.resolve("monday.db"), "precious");
        try (SqlLedger ledger = open(file())) {
            assertThatThrownBy(() -> LedgerBackup.running(ledger, "monday.db"))
                    .isInstanceOf(FileAlreadyExistsException.class);
            assertThatThrownBy(() -> LedgerBackup.running(ledger, "ledger.db"))
                    .isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThatThrownBy(() -> LedgerBackup.stopped(file(), there)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(there).hasContent("precious");
        assertThat(files()).containsExactly("ledger.db", "monday.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"monday.db.part", "monday.db.part-wal"})
    void fileInTheWayOfTheCopy_staysAsItIs(String name) throws Exception {
        Path there = Files.writeString(folder.resolve(name), "precious");
        try (SqlLedger ledger = open(file())) {
            assertThatThrownBy(() -> LedgerBackup.running(ledger, "monday.db"))
                    .isInstanceOf(FileAlreadyExistsException.class)
                    .hasMessage(there.toString());
        }
        assertThatThrownBy(() -> LedgerBackup.stopped(file(), folder.resolve("monday.db")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(there).hasContent("precious");
        assertThat(files()).containsExactly("ledger.db", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../monday.db", "/tmp/monday.db", "a b", ".hidden", "monday\n.db", "ä.db"})
    void nameThatIsNone_isRefused(String name) {
        try (SqlLedger ledger = open(file())) {
            assertThatThrownBy(() -> LedgerBackup.running(ledger, name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the backup is a file beside the ledger: its name is made of letters, digits, dots,"
                            + " dashes and underscores, 100 at the most, without a folder");
        }
    }

    /** SQLite would read such a file into the ledger. */
    @ParameterizedTest
    @ValueSource(strings = {"ledger.db-journal", "ledger.db-shm"})
    void nameOfAFileOfSqlite_isRefused(String name) throws Exception {
        try (SqlLedger ledger = open(file())) {
            assertThatThrownBy(() -> LedgerBackup.running(ledger, name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("SQLite would take " + folder.resolve(name) + " for a file of its own: name another");
        }
        assertThat(files()).containsExactly("ledger.db");
    }

    @Test
    void ledgerInPostgresql_isBackedUpByItsOwnTool() {
        try (SqlLedger ledger = SqlLedger.withoutHeart(postgresql.empty(), Ticker.systemTicker(), Clock.systemUTC())) {
            assertThatThrownBy(() -> LedgerBackup.running(ledger, "monday.db"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "the ledger is in PostgreSQL: back it up with pg_dump --format=custom --file=FILE DATABASE");
        }
    }

    /** What a killed gateway leaves is partly in the log beside the file. */
    @Test
    void ledgerOfAGatewayThatWasKilled_isBackedUpWithItsLog() throws Exception {
        Path crashed = Files.createDirectory(folder.resolve("crashed")).resolve("ledger.db");
        try (SqlLedger ledger = open(file())) {
            accept(ledger, "PO-1");
            ledger.heart().beat();
            for (String suffix : List.of("", "-wal")) {
                Path from = folder.resolve("ledger.db" + suffix);
                Files.copy(from, crashed.resolveSibling("ledger.db" + suffix));
            }
        }
        Path backup = folder.resolve("monday.db");

        LedgerReport report = LedgerBackup.stopped(crashed, backup);

        assertThat(report.writes().settled()).isEqualTo(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        assertThat(rightIn(backup, "PO-1")).isEqualTo(Right.SETTLED);
        assertThat(files()).containsExactly("crashed", "ledger.db", "monday.db");
    }

    @Test
    void ledgerInUse_isNotForThoseWhoTakeItForStopped() throws Exception {
        try (SqlLedger ledger = open(file())) {
            accept(ledger, "PO-1");

            assertThatThrownBy(() -> LedgerBackup.stopped(file(), folder.resolve("monday.db")))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage("the ledger's file " + file() + " cannot be read: a gateway uses it; kdp ledger backup"
                            + " without --ledger makes a backup through that gateway");
            assertThat(files()).containsExactly("ledger.db", "ledger.db-wal");
        }
    }

    @Test
    void folderThatIsNotThere_isNamed() {
        open(file()).close();
        Path missing = folder.resolve("missing").resolve("monday.db");

        assertThatThrownBy(() -> LedgerBackup.stopped(file(), missing))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith("the ledger's file " + file() + " cannot be backed up to " + missing
                        + ": there is no folder " + missing.getParent());
    }
}
