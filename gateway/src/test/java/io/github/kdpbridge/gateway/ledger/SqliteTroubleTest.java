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
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may happen to the file of a ledger while it is used. */
@ExpectedLog("nothing is sent until it can be recorded: the ledger's file .*/ledger.db cannot be used: .*")
@ExpectedLog(".*/ledger.db was open to others \\(rw-r.-r--\\); it is for its owner alone now")
class SqliteTroubleTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("ledger.db");
    }

    private SqlLedger open() {
        return SqlLedger.withoutHeart(new LedgerStore.SqliteFile(file()), Ticker.systemTicker(), Clock.systemUTC());
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
                Instant.parse("2026-11-23T00:00:00Z"));
    }

    private static Entry accepted(SqlLedger ledger, String transaction) {
        Entry entry = upload(transaction, 1);
        ledger.claim(entry);
        ledger.settle(
                entry.id(),
                new Outcome.Accepted(new Receipt(entry.request().transaction(), TransactionState.PROGRESS)));
        return entry;
    }

    /** SQLite takes no more pages than these, as on a disk that is full. */
    private static void fill(SqlLedger ledger) {
        ledger.database().inTransaction(sql -> {
            int pages = sql.handle()
                    .createQuery("PRAGMA page_count")
                    .mapTo(Integer.class)
                    .one();
            return sql.handle()
                    .createQuery("PRAGMA max_page_count = " + (pages + 2))
                    .mapTo(Integer.class)
                    .one();
        });
    }

    private static void makeRoom(SqlLedger ledger) {
        ledger.database()
                .inTransaction(sql -> sql.handle()
                        .createQuery("PRAGMA max_page_count = 1000000")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void fullDisk_isToldInWordsAndReadsGoOn() {
        try (SqlLedger ledger = open()) {
            Entry there = accepted(ledger, "PO-1");
            fill(ledger);

            for (int i = 0; i < 3; i++) {
                Entry large = upload("PO-" + (7 + i), 10_000);
                assertThatThrownBy(() -> ledger.claim(large))
                        .isInstanceOf(LedgerException.class)
                        .hasMessage("the ledger's file " + file() + " cannot be used:"
                                + " there is no room left for it: make some on its disk, or raise the quota");
                assertThat(ledger.writes(RESELLER, there.request().transaction()))
                        .as("a read after a full disk")
                        .extracting(Entry::id)
                        .containsExactly(there.id());
            }

            makeRoom(ledger);
            assertThat(ledger.claim(upload("PO-7", 10_000)).right()).isEqualTo(Right.FIRST);
        }
    }

    /** What waits together is tried alone when one of it has no room. */
    @Test
    void fullDisk_harmsNoBystander() {
        try (SqlLedger ledger = open()) {
            Entry small = upload("PO-2", 1);
            fill(ledger);
            Object[] row = StoredWrite.row(upload("PO-7", 10_000), "me", 1);
            List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
            ledger.database().later(sql -> sql.update(Claims.INSERT, row), (done, trouble) -> failures.add(trouble));

            assertThat(ledger.claim(small).right()).isEqualTo(Right.FIRST);

            assertThat(failures)
                    .singleElement()
                    .isInstanceOf(LedgerException.class)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .endsWith("there is no room left for it: make some on its disk, or raise the quota");
        }
    }

    @Test
    void fileThatWasDeleted_isNoticedAndNothingIsRecordedInIt() throws Exception {
        try (SqlLedger ledger = open()) {
            accepted(ledger, "PO-1");
            Files.delete(file());

            assertLost(ledger, "it was deleted");
        }
    }

    @Test
    void fileThatAnotherOneTookThePlaceOf_isNoticed() throws Exception {
        try (SqlLedger ledger = open()) {
            Files.move(file(), folder.resolve("old.db"));
            Files.createFile(file());

            assertLost(ledger, "another file was put in its place");

            Files.delete(file());
            Files.move(folder.resolve("old.db"), file());
            ledger.heart().tryToBeat();
            assertThat(ledger.trouble()).as("it was put back").isEmpty();
            assertThat(ledger.claim(upload("PO-7", 1)).right()).isEqualTo(Right.FIRST);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 100_000})
    void fileThatSomebodyWroteOver_isNoticed(int bytes) throws Exception {
        try (SqlLedger ledger = open()) {
            Files.write(file(), new byte[bytes]);

            assertLost(ledger, "it was overwritten");
        }
    }

    /** A backup that is copied over a file in use has not what was recorded since. */
    @Test
    void fileThatABackupWasCopiedOver_isNoticed() throws Exception {
        open().close();
        byte[] backup = Files.readAllBytes(file());
        try (SqlLedger ledger = open()) {
            Files.write(file(), backup);

            assertLost(ledger, "it was overwritten");
        }
    }

    private void assertLost(SqlLedger ledger, String why) {
        String message = "the ledger's file " + file() + " cannot be used: " + why
                + "; put it back, or restart the gateway to go on with what is there";
        ledger.heart().tryToBeat();
        assertThat(ledger.trouble()).contains(message);
        assertThatThrownBy(() -> ledger.claim(upload("PO-7", 1)))
                .isInstanceOf(LedgerException.class)
                .hasMessage(message);
    }

    /** The library of SQLite forgets its lock when its process closes any descriptor of the file. */
    @Test
    void watchedFile_isLockedStill() throws Exception {
        try (SqlLedger ledger = open()) {
            ledger.heart().tryToBeat();

            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            OtherProcess.class.getName(),
                            file().toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            // Newer Javas warn before that of native libraries in a class path.
            assertThat(said.lines().toList())
                    .endsWith("the ledger's file " + file()
                            + " cannot be opened: another process uses it; a file is for one gateway alone");
        }
    }

    /** Tries to open a ledger. */
    public static final class OtherProcess {
        private OtherProcess() {}

        /** Opens the file that is named. */
        public static void main(String[] args) {
            try (SqlLedger ledger = SqlLedger.open(new LedgerStore.SqliteFile(Path.of(args[0])))) {
                System.out.println("opened " + ledger.trouble());
            } catch (LedgerException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void fileThatOthersCanRead_isForItsOwnerAloneAfterTheStart() throws Exception {
        open().close();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-r--"));

        try (SqlLedger ledger = open()) {
            ledger.claim(upload("PO-1", 1));
            assertThat(Set.of(file(), folder.resolve("ledger.db-wal")))
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo("rw-------"));
        }
    }
}
