package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Stopwatch;
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
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    private static final Unit UNIT = UnitKind.CUSTOMER.unit(RESELLER, CustomerId.of("1200000321"), null);
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
        migrating(store, version);
        if (kind == StoreKind.SQLITE) { // a file that others can read is warned of
            Files.setPosixFilePermissions(folder.resolve("ledger.db"), PosixFilePermissions.fromString("rw-------"));
        }
        return store;
    }

    /** Adds what a ledger of a version has of a customer that moves. */
    private static void migrating(LedgerStore store, int version) throws SQLException {
        try (Connection connection = DriverManager.getConnection(StoreKind.url(store));
                Statement sql = connection.createStatement()) {
            String unit = UNIT.id();
            if (version >= 6) {
                sql.execute("INSERT INTO kdp_route (unit, reseller, kind, name, phase, epoch, first_seen, changed_at)"
                        + " VALUES ('%s', '4680000925', 'CUSTOMER', '\"1200000321\"', 'SHADOW', 1, %d, %d)"
                                .formatted(unit, NOON.toEpochMilli() * 1000, NOON.toEpochMilli()));
                sql.execute(
                        "INSERT INTO kdp_move (unit, epoch, phase_from, phase_to, kind, result, who, via, reason, evidence,"
                                + " at) VALUES ('%s', 1, 'GEN1', 'SHADOW', 'FORWARD', 'MOVED', 'operator-1', 'COMMAND', 'first customer',"
                                        .formatted(unit)
                                + " '', %d)".formatted(NOON.toEpochMilli()));
                sql.execute("INSERT INTO kdp_freeze (reseller, who, via, reason, evidence, since) VALUES ('4680000925',"
                        + " 'operator-1', 'COMMAND', 'first customer', '', %d)".formatted(NOON.toEpochMilli()));
            }
            if (version >= 7) {
                sql.execute(
                        "INSERT INTO kdp_parity (unit, operation, hour, matched, tolerated, mismatched, incomparable, dropped,"
                                + " equal_lists) VALUES ('%s', 'devices', %d, 5, 0, 1, 0, 0, 2)"
                                        .formatted(unit, NOON.toEpochMilli()));
                sql.execute(
                        "INSERT INTO kdp_difference (id, unit, operation, path, kind, gen1, gen2, occurrences, seen, unseen,"
                                + " first_at, last_at, state) VALUES ('0123456789abcdef0123456789abcdef', '%s', 'devices', 'total', 'TOTAL',"
                                        .formatted(unit)
                                + " '1', '2', 1, 1, 0, %1$d, %1$d, 'NEW')".formatted(NOON.toEpochMilli()));
            }
        }
    }

    private static void requireMigrating(SqlLedger ledger, int version) {
        Routes routes = ledger.routes(RoutedLedgerTests.LIMITS);
        Cause cause = new Cause("operator-1", Cause.Via.COMMAND, "first customer", "");
        boolean hasRoutes = version >= 6;
        boolean hasDifferences = version >= 7;
        assertThat(routes.all(RESELLER))
                .isEqualTo(hasRoutes ? List.of(new Route(UNIT, Phase.SHADOW, 1, null)) : List.of());
        assertThat(routes.log(RESELLER))
                .isEqualTo(
                        hasRoutes
                                ? List.of(new LoggedMove(
                                        UNIT,
                                        1,
                                        Move.forward(Phase.GEN1, Phase.SHADOW, cause),
                                        LoggedMove.Result.MOVED,
                                        NOON))
                                : List.of());
        assertThat(routes.frozen(RESELLER))
                .isEqualTo(hasRoutes ? Optional.of(new Freeze(cause, NOON)) : Optional.empty());
        SqlParity parity = SqlParity.of(ledger);
        assertThat(parity.compared(RESELLER, NOON, 100)).isEqualTo(hasDifferences ? 6 : 0);
        assertThat(parity.openOutcomes(RESELLER)).isEqualTo(hasDifferences ? Map.of(UNIT.id(), 1L) : Map.of());
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
            requireMigrating(ledger, version);
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

    /** With a shared lock first, and an exclusive one then, the update and a writer wait for each other. */
    @Test
    void updateThatReplacesAnIndexOfTheRoutes_locksThemForItselfAtOnce() throws Exception {
        LedgerStore store = ofVersion(7, StoreKind.POSTGRESQL);
        CompletableFuture<SqlLedger> update;
        try (Connection gateway = DriverManager.getConnection(StoreKind.url(store));
                Statement sql = gateway.createStatement()) {
            gateway.setAutoCommit(false);
            sql.execute("UPDATE kdp_route SET hold = 1");
            update = CompletableFuture.supplyAsync(() -> StoreKind.open(store));
            assertThat(lockThatIsWaitedFor(sql)).isEqualTo("AccessExclusiveLock");
            sql.execute("UPDATE kdp_route SET hold = NULL");
            gateway.commit();
        }
        try (SqlLedger ledger = update.get(30, TimeUnit.SECONDS)) {
            requireMigrating(ledger, 7);
        }
    }

    private static String lockThatIsWaitedFor(Statement sql) throws SQLException {
        Stopwatch watch = Stopwatch.createStarted();
        while (watch.elapsed(TimeUnit.SECONDS) < 30) {
            try (ResultSet row = sql.executeQuery(
                    "SELECT mode FROM pg_locks WHERE NOT granted AND relation = 'kdp_route'::regclass")) {
                if (row.next()) {
                    return row.getString(1);
                }
            }
        }
        return "none";
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
