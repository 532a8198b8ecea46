package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.ledger.LedgerStore.Borrowed;
import io.github.kdpbridge.gateway.ledger.LedgerStore.Postgresql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** What is particular to a ledger on a data source of the program; its statements are those of {@link LedgerTest}. */
@Tag("one-jdk")
class BorrowedTest {
    private static final Entry ENTRY = Entry.of(
            ResellerId.of("4680000925"),
            UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("PO-7"))
                    .imeis(List.of("351800000000701"))
                    .build(),
            null,
            Instant.parse("2026-11-23T12:00:00Z"));

    private static final Entry NEW = Entry.of(
            ResellerId.of("4680000925"),
            UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("PO-8"))
                    .imeis(List.of("351800000000701"))
                    .build(),
            null,
            Instant.parse("2026-11-23T12:00:00Z"));

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @TempDir
    private Path folder;

    static Borrowed store(Postgresql database, boolean migrates) {
        return store(Connections.postgresql(database, Patience.STANDARD), migrates);
    }

    private static Borrowed store(DataSource source, boolean migrates) {
        return new Borrowed(source, migrates, LedgerStore.STANDARD_RETENTION, LedgerStore.STANDARD_TAKEOVER);
    }

    /** A framework that commits by itself has its pool like that. */
    private static HikariDataSource pool(Postgresql database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(3); // Flyway takes two
        return new HikariDataSource(config);
    }

    @Test
    void connectionsOfTheProgram_keepTheirLimits_andStayOpen() throws SQLException {
        try (HikariDataSource pool = pool(postgresql.empty())) {
            try (SqlLedger ledger =
                    SqlLedger.withoutHeart(store(pool, true), Ticker.systemTicker(), Clock.systemUTC())) {
                assertThat(ledger.claim(ENTRY).right()).isEqualTo(Right.FIRST);
                assertThat(limit(pool)).isEqualTo("0");
                assertThat(claimNew(ledger)).isPresent();
                assertThat(limit(pool)).isEqualTo("0");
                assertThat(List.of("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"))
                        .extracting(limit -> ledger.database()
                                .<String>inTransaction(sql -> sql.handle()
                                        .createQuery("SHOW " + limit)
                                        .mapTo(String.class)
                                        .one()))
                        .containsExactly("4s", "8s", "10s");
            }
            assertThat(limit(pool)).isEqualTo("0");
        }
    }

    /** A pool that does not commit by itself may hand out a connection as it is, and must get it back as it was. */
    @Test
    void entry_isCommitted_whereConnectionsDoNotCommitByThemselves() throws SQLException {
        Postgresql database = postgresql.empty();
        try (HikariDataSource pool = pool(database);
                SqlLedger ledger =
                        SqlLedger.withoutHeart(store(pool, true), Ticker.systemTicker(), Clock.systemUTC())) {
            ledger.claim(ENTRY);
            claimNew(ledger);

            assertThat(entries(Connections.postgresql(database, Patience.STANDARD)))
                    .isEqualTo(2);
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
            }
        }
    }

    private static Optional<Claim> claimNew(SqlLedger ledger) {
        return ledger.claimNewAsync(NEW, claim -> {}).toCompletableFuture().join();
    }

    /** All of a group would wait for a connection for as long as the program's pool lets them. */
    @Test
    void newIds_areClaimedAlone() {
        Postgresql database = postgresql.empty();
        try (SqlLedger ledger = SqlLedger.open(store(database, true))) {
            List<String> threads = new CopyOnWriteArrayList<>();
            ledger.claimNewAsync(
                            NEW, claim -> threads.add(Thread.currentThread().getName()))
                    .toCompletableFuture()
                    .join();

            assertThat(threads).containsExactly("kdp-ledger-database");
        }
    }

    private static int entries(DataSource other) throws SQLException {
        try (Connection connection = other.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM kdp_write")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static String limit(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW lock_timeout")) {
            row.next();
            return row.getString(1);
        }
    }

    /** The record of a write that was sent has to outlive a transaction of the program that is rolled back. */
    @Test
    void claim_isCommittedApartFromATransactionOfTheProgram() throws SQLException {
        DataSource source = Connections.postgresql(postgresql.empty(), Patience.STANDARD);
        try (SqlLedger ledger = SqlLedger.open(store(source, true));
                Connection programs = source.getConnection()) {
            programs.setAutoCommit(false);
            ledger.claim(ENTRY);
            claimNew(ledger);
            programs.rollback();

            assertThat(ledger.find(ENTRY.id())).isPresent();
            assertThat(ledger.find(NEW.id())).isPresent();
        }
    }

    @Test
    void tablesThatAreNotToBeMade_areAskedForInOneLine() {
        assertThatThrownBy(() -> SqlLedger.open(store(postgresql.empty(), false)))
                .isInstanceOf(LedgerException.class)
                .hasMessage(
                        "the ledger's database cannot be opened: it has no tables of a ledger, and this kdp-bridge needs"
                                + " version 10: let it bring them up, or run its scripts,"
                                + " classpath:io/github/kdpbridge/gateway/ledger, by other means");
    }

    @Test
    void tablesThatAreThere_needNoRightsToMakeThem() {
        Postgresql database = postgresql.empty();
        SqlLedger.open(database).close();

        try (SqlLedger ledger = SqlLedger.open(store(database, false))) {
            assertThat(ledger.claim(ENTRY).right()).isEqualTo(Right.FIRST);
        }
    }

    @Test
    void otherDatabase_isRefusedInOneLine() {
        SQLiteDataSource file = new SQLiteDataSource();
        file.setUrl("jdbc:sqlite:" + folder.resolve("other.db"));

        assertThatThrownBy(() -> SqlLedger.open(store(file, true)))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the ledger's database cannot be opened: it is SQLite, and a ledger needs PostgreSQL");
    }

    @Test
    void trialAndReport_useTheSameConnections() {
        Borrowed store = store(postgresql.empty(), true);
        SqlLedger.open(store).close();

        assertThat(LedgerTrial.of(store)).startsWith("answers, version ");
        assertThat(LedgerInspection.of(store)).isNotNull();
        assertThat(KnownUnits.of(store, ResellerId.of("4680000925"))).contains(List.of());
        assertThat(store).hasToString("Borrowed[]");
    }
}
