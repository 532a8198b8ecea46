package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an update does to a ledger, and what going back does. */
@Tag("one-jdk")
class SchemaUpgradeTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final int NEWEST = Integer.parseInt(Schema.VERSION);
    private static final String SETTLED = "settled";

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @TempDir
    private Path folder;

    private LedgerStore store(StoreKind kind) {
        return kind.empty(folder, postgresql);
    }

    private static Entry write(String id) {
        return new Entry(
                id,
                RESELLER,
                UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("PO-7"))
                        .imeis(List.of("351800000000701"))
                        .build(),
                null,
                Outcome.open(),
                NOON,
                Generation.GEN2);
    }

    /** Makes a ledger as an earlier version did, with an open and a settled write. */
    private LedgerStore ofVersion(int version, StoreKind kind) throws Exception {
        LedgerStore store = store(kind);
        Flyway.configure()
                .dataSource(StoreKind.url(store), "", "")
                .locations("classpath:io/github/kdpbridge/gateway/ledger")
                .table(Schema.HISTORY)
                .target(Integer.toString(version))
                .load()
                .migrate();
        String name = version == 1 ? ", name" : "";
        try (Connection connection = DriverManager.getConnection(StoreKind.url(store));
                PreparedStatement insert = connection.prepareStatement("INSERT INTO kdp_write (id, reseller, part,"
                        + " parts, request, outcome, answer, changed_at" + name
                        + ") VALUES (?, '4680000925', 0, 0, ?, ?, ?, ?" + (version == 1 ? ", 'its name'" : "") + ")")) {
            insert.setString(
                    2,
                    "{\"kind\":\"upload\",\"transaction\":\"PO-7\",\"customer\":\"1200000321\","
                            + "\"type\":\"IMEI\",\"devices\":[\"351800000000701\"],\"profileAliases\":[]}");
            insert.setLong(5, NOON.toEpochMilli());
            insert(insert, "open", "OPEN", null);
            insert(insert, SETTLED, "ACCEPTED", "{\"transaction\":\"PO-7\",\"state\":\"Progress\"}");
        }
        if (kind == StoreKind.SQLITE) { // a file that others can read is warned of
            Files.setPosixFilePermissions(folder.resolve("ledger.db"), PosixFilePermissions.fromString("rw-------"));
        }
        return store;
    }

    private static void insert(PreparedStatement statement, String id, String outcome, String answer)
            throws SQLException {
        statement.setString(1, id);
        statement.setString(3, outcome);
        statement.setString(4, answer);
        statement.executeUpdate();
    }

    private static Stream<Arguments> earlierVersions() {
        return IntStream.range(1, NEWEST)
                .boxed()
                .flatMap(version -> Stream.of(StoreKind.values()).map(kind -> Arguments.of(version, kind)));
    }

    @ParameterizedTest
    @MethodSource("earlierVersions")
    void ledgerOfAnEarlierVersion_isBroughtToThisOneWithItsWrites(int version, StoreKind kind) throws Exception {
        LedgerStore store = ofVersion(version, kind);
        LedgerReport before = LedgerInspection.of(store);
        assertThat(before)
                .isEqualTo(new LedgerReport(store.place(), version, new LedgerReport.Writes(1, 1, NOON), List.of()));

        try (SqlLedger ledger = StoreKind.open(store)) {
            assertThat(ledger.find("open")).contains(write("open"));
            assertThat(ledger.claim(write("open")).right()).isEqualTo(Right.AGAIN);
            assertThat(ledger.claim(write(SETTLED)).outcome())
                    .isEqualTo(new Outcome.Accepted(new Receipt(TransactionId.of("PO-7"), TransactionState.PROGRESS)));
            assertThat(ledger.claim(write("new")).right()).isEqualTo(Right.FIRST);
        }
        LedgerReport after = LedgerInspection.of(store);
        assertThat(after.schema()).isEqualTo(NEWEST);
        assertThat(after.problems()).isEmpty();
    }

    private static void becomeNewer(LedgerStore store) throws SQLException {
        try (Connection connection = DriverManager.getConnection(StoreKind.url(store));
                Statement sql = connection.createStatement()) {
            sql.execute("ALTER TABLE kdp_write ADD COLUMN invention VARCHAR(64)");
            sql.execute("UPDATE kdp_schema_history SET version = '99' WHERE version = '" + Schema.VERSION + "'");
        }
    }

    /** Flyway alone would go on: it takes tables of the future for its own. */
    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void ledgerOfANewerVersion_stopsTheStartWithOneLine(StoreKind kind) throws Exception {
        LedgerStore store = store(kind);
        StoreKind.open(store).close();
        becomeNewer(store);

        assertThatThrownBy(() -> StoreKind.open(store))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the ledger's " + Database.where(store) + " cannot be opened: its tables have version 99,"
                        + " and this kdp-bridge knows " + Schema.VERSION + " at most: use the newer one again, or the"
                        + " backup that was made before the update");
    }

    /** While gateways are updated one after the other, those of before go on; they cannot be started again. */
    @Test
    void gatewayThatRunsWhileANewerOneUpdatesTheDatabase_goesOn() throws Exception {
        LedgerStore store = postgresql.empty();
        try (SqlLedger older = StoreKind.open(store)) {
            older.claim(write(SETTLED));
            becomeNewer(store);

            older.settle(
                    SETTLED, new Outcome.Accepted(new Receipt(TransactionId.of("PO-7"), TransactionState.PROGRESS)));
            assertThat(older.claim(write(SETTLED)).right()).isEqualTo(Right.SETTLED);
            assertThat(older.claim(write("new")).right()).isEqualTo(Right.FIRST);
            assertThatThrownBy(() -> StoreKind.open(store)).isInstanceOf(LedgerException.class);
        }
    }

    @Test
    void gatewaysThatUpdateADatabaseAtTheSameTime_bothStart() throws Exception {
        LedgerStore store = ofVersion(1, StoreKind.POSTGRESQL);
        List<CompletableFuture<Right>> gateways = Stream.of("a", "b")
                .map(id -> CompletableFuture.supplyAsync(() -> {
                    try (SqlLedger ledger = StoreKind.open(store)) {
                        return ledger.claim(write(id)).right();
                    }
                }))
                .toList();

        assertThat(gateways).extracting(CompletableFuture::join).containsOnly(Right.FIRST);
    }

    /** So that a gateway of the version before goes on while another one updates the database. */
    @Test
    void newestVersions_takeNothingAway() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/io/github/kdpbridge/gateway/ledger"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (Integer.parseInt(name.substring(1, name.indexOf("__"))) > 3) {
                    assertThat(Files.readString(file)).doesNotContainPattern("(?i)\\b(drop (?!index)|rename)\\b");
                }
            }
        }
    }
}
