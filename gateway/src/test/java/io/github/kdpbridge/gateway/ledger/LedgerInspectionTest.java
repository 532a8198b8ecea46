package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("one-jdk")
class LedgerInspectionTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final int NEWEST = Integer.parseInt(Schema.VERSION);

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @TempDir
    private Path folder;

    private LedgerStore store(StoreKind kind) {
        return kind.empty(folder, postgresql);
    }

    private static Entry upload(String transaction, Instant since) {
        return Entry.of(
                RESELLER,
                UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of(transaction))
                        .imeis(List.of("351800000000701"))
                        .build(),
                null,
                since);
    }

    /** Makes a ledger with two open writes, a settled one, and a unit that has moved. */
    private static void fill(LedgerStore store) {
        try (SqlLedger ledger = StoreKind.open(store)) {
            ledger.claim(upload("PO-1", NOON.plusSeconds(7)));
            ledger.claim(upload("PO-2", NOON));
            Entry settled = upload("PO-3", NOON.minusSeconds(7));
            ledger.claim(settled);
            ledger.settle(
                    settled.id(),
                    new Outcome.Accepted(new Receipt(settled.request().transaction(), TransactionState.PROGRESS)));
            Routes routes = ledger.routes(account -> new DrainLimits(Duration.ofDays(1), Duration.ofMinutes(1)));
            Unit unit = UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of("1200000321"), null);
            Route route = routes.see(unit, Phase.GEN1);
            routes.begin(unit, route.epoch(), move());
        }
    }

    private static Move move() {
        return new Move(
                Phase.GEN1, Phase.SHADOW, Move.Kind.FORWARD, new Author("op", Cause.Via.COMMAND).cause("a test of it"));
    }

    private static void execute(LedgerStore store, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(StoreKind.url(store));
                Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void goodLedger_isCounted(StoreKind kind) {
        LedgerStore store = store(kind);
        fill(store);

        assertThat(LedgerInspection.of(store))
                .isEqualTo(new LedgerReport(store.place(), NEWEST, new LedgerReport.Writes(1, 2, NOON), List.of()));
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void ledgerWithoutWrites_isGood(StoreKind kind) {
        LedgerStore store = store(kind);
        StoreKind.open(store).close();

        assertThat(LedgerInspection.of(store))
                .isEqualTo(new LedgerReport(store.place(), NEWEST, new LedgerReport.Writes(0, 0, null), List.of()));
    }

    @Test
    void database_canBeInUse() {
        LedgerStore.Postgresql store = postgresql.empty();
        try (SqlLedger ledger = StoreKind.open(store)) {
            ledger.claim(upload("PO-1", NOON));

            assertThat(LedgerInspection.of(store).writes().open()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void nothingIsChanged(StoreKind kind) {
        LedgerStore store = store(kind);
        fill(store);
        LedgerInspection.of(store);

        try (SqlLedger ledger = StoreKind.open(store)) {
            assertThat(ledger.abandoned(RESELLER)).hasSize(2);
        }
        assertThat(folder.toFile().list()).hasSize(kind == StoreKind.SQLITE ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE kdp_write SET outcome = 'SOLD' WHERE outcome = 'OPEN' | 2 writes have an outcome that this version does not know
            UPDATE kdp_write SET answer = NULL WHERE outcome = 'ACCEPTED' | 1 writes have an outcome without its answer
            UPDATE kdp_write SET origin = 'x', part = 0, parts = 2 WHERE outcome = 'ACCEPTED' | 1 parts of writes have no place among the others
            DELETE FROM kdp_move | 1 units have another number of moves than entries in the log
            UPDATE kdp_route SET mover = 'x' | 1 units move without an entry of the move in the log, or the other way round
            UPDATE kdp_move SET result = 'BEGUN' | 1 units move without an entry of the move in the log, or the other way round
            UPDATE kdp_route SET hold = 1 | 1 units hold writes without a move
            """)
    void halfState_isFoundInBothDatabases(String damage, String problem) throws Exception {
        for (StoreKind kind : StoreKind.values()) {
            LedgerStore store = store(kind);
            fill(store);
            execute(store, damage);

            LedgerReport report = LedgerInspection.of(store);

            assertThat(report.problems()).as("%s", kind).containsExactly(problem);
            assertThat(report.isGood()).isFalse();
        }
    }

    @Test
    void damagedPage_isFound() throws Exception {
        LedgerStore store = store(StoreKind.SQLITE);
        fill(store);
        Path file = folder.resolve("ledger.db");
        long page;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = connection.createStatement();
                ResultSet root =
                        sql.executeQuery("SELECT rootpage FROM sqlite_master WHERE name = 'kdp_write_changed_at'")) {
            page = root.getLong(1);
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(page * 4096 - 8);
            bytes.write(new byte[8]);
        }

        assertThat(LedgerInspection.of(store).problems()).isNotEmpty();
    }

    @Test
    void missingFile_isNamed_andNotMade() {
        LedgerStore store = store(StoreKind.SQLITE);

        assertThatThrownBy(() -> LedgerInspection.of(store))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no file " + store.place());
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "some text that is no database, and longer than the head of one is, by a hundred bytes or so"
            })
    void fileThatIsNoLedger_isSaidToBeNone(String text) throws Exception {
        LedgerStore store = store(StoreKind.SQLITE);
        Files.writeString(folder.resolve("ledger.db"), text);

        assertThatThrownBy(() -> LedgerInspection.of(store))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the file " + store.place() + " holds no ledger");
        assertThat(folder.resolve("ledger.db")).hasContent(text);
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void databaseOfAnotherProgram_isSaidToHoldNoLedger(StoreKind kind) throws Exception {
        LedgerStore store = store(kind);
        execute(store, "CREATE TABLE song (id INTEGER)");

        assertThatThrownBy(() -> LedgerInspection.of(store))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the " + Database.where(store) + " holds no ledger");
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void newerLedger_isNotJudged(StoreKind kind) throws Exception {
        LedgerStore store = store(kind);
        fill(store);
        execute(store, "UPDATE kdp_schema_history SET version = '99' WHERE version = '" + Schema.VERSION + "'");

        assertThatThrownBy(() -> LedgerInspection.of(store))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the ledger's " + Database.where(store) + " cannot be read: its tables have version 99, and"
                        + " this kdp-bridge knows " + Schema.VERSION + " at most: use the newer one again, or the"
                        + " backup that was made before the update");
    }

    @Test
    void databaseThatDoesNotAnswer_isToldWithoutItsUrl() {
        LedgerStore store = new LedgerStore.Postgresql("jdbc:postgresql://127.0.0.1:1/kdp?password=sim-secret", "", "");

        assertThatThrownBy(() -> LedgerInspection.of(store))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith("the ledger's database cannot be read: ")
                .message()
                .doesNotContain("sim-secret");
    }
}
