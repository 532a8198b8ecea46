package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.github.kdpbridge.testnetwork.SilentProxy;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A PostgreSQL that is there, and does not answer. Each test sees one time-out expire. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
@ExpectedLog("nothing is sent until it can be recorded: the ledger's database cannot be used: .*")
@ExpectedLog("kdp-ledger.* - Connection .* marked as broken .*")
@ExpectedLog("kdp-ledger.* - Default transaction isolation level detection failed .*")
class PostgresqlTroubleTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final String BEATS = "SELECT SUM(beat) FROM kdp_gateway";

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    private static Entry entry(String transaction) {
        return Entry.of(
                ResellerId.of("4680000925"),
                UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of(transaction))
                        .imeis(List.of("351800000000701"))
                        .build(),
                null,
                Instant.parse("2026-11-23T00:00:00Z"));
    }

    private static SqlLedger open(LedgerStore store, Patience patience) {
        return SqlLedger.withoutHeart(store, patience, Ticker.systemTicker(), Clock.systemUTC(), Routing.NONE);
    }

    private static LedgerStore.Postgresql through(SilentProxy proxy, LedgerStore.Postgresql store) {
        String url = store.url().replaceFirst("localhost:[0-9]+", "127.0.0.1:" + proxy.port());
        return new LedgerStore.Postgresql(url, store.user(), store.password(), store.retention(), SECOND);
    }

    @Test
    void connectionsThatFallSilent_areGivenUpAndTheNextCallersHaveNewOnes() throws Exception {
        LedgerStore.Postgresql direct = postgresql.empty();
        Patience patience = new Patience(SECOND.multipliedBy(5), SECOND, SECOND, LONG, LONG);
        try (SilentProxy proxy = new SilentProxy(postgresql.port());
                SqlLedger ledger = open(through(proxy, direct), patience)) {
            assertThat(ledger.claim(entry("PO-1")).right()).isEqualTo(Right.FIRST);

            proxy.silenceThoseThatAreOpen();

            assertThatThrownBy(() -> ledger.claim(entry("PO-2")))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage("the ledger's database cannot be used:"
                            + " An I/O error occurred while sending to the backend. (Read timed out)");
            assertThat(ledger.claim(entry("PO-3")).right())
                    .as("those that the pool has in store were dead as well")
                    .isEqualTo(Right.FIRST);
        }
    }

    /** Its group learns that its connection is dead, and the next one has another. */
    @Test
    void connectionsThatFallSilent_costAClaimOfANewIdNothingButTime() throws Exception {
        LedgerStore.Postgresql direct = postgresql.empty();
        Patience patience = new Patience(SECOND.multipliedBy(5), SECOND, SECOND, LONG, LONG);
        try (SilentProxy proxy = new SilentProxy(postgresql.port());
                SqlLedger ledger = open(through(proxy, direct), patience)) {
            assertThat(claimNew(ledger, "PO-1").map(Claim::right)).contains(Right.FIRST);

            proxy.silenceThoseThatAreOpen();

            assertThat(claimNew(ledger, "PO-2").map(Claim::right)).contains(Right.FIRST);
        }
    }

    private static Optional<Claim> claimNew(SqlLedger ledger, String transaction) {
        return ledger.claimNewAsync(entry(transaction), claim -> {})
                .toCompletableFuture()
                .join();
    }

    private static void assertThatNoNewIdIsClaimed(SqlLedger ledger) {
        assertThatThrownBy(() -> claimNew(ledger, "PO-0")).hasCauseInstanceOf(LedgerException.class);
    }

    @Test
    void databaseThatIsSilent_isATroubleUntilItSpeaks() throws Exception {
        LedgerStore.Postgresql direct = postgresql.empty();
        Patience patience = new Patience(SECOND, SECOND, SECOND, LONG, LONG);
        try (SilentProxy proxy = new SilentProxy(postgresql.port());
                SqlLedger ledger = open(through(proxy, direct), patience)) {
            proxy.silence();
            ledger.heart().tryToBeat();
            assertThat(ledger.trouble()).isPresent();
            assertThatNoNewIdIsClaimed(ledger);

            proxy.speak();
            for (int i = 0; ledger.trouble().isPresent(); i++) {
                assertThat(i).as("beats without an answer").isLessThan(20);
                ledger.heart().tryToBeat();
            }
            assertThat(ledger.claim(entry("PO-1")).right()).isEqualTo(Right.FIRST);
            assertThat(claimNew(ledger, "PO-2")).isPresent();
        }
    }

    /** A beat that waits for an answer must not keep the readiness from saying so. */
    @Test
    void beatThatHasNotComeForTheTakeover_isATrouble() {
        AtomicLong nanos = new AtomicLong();
        LedgerStore.Postgresql store = postgresql.empty();
        try (SqlLedger ledger = SqlLedger.withoutHeart(
                store,
                new Ticker() {
                    @Override
                    public long read() {
                        return nanos.get();
                    }
                },
                Clock.systemUTC())) {
            nanos.addAndGet(store.takeover().toNanos());
            assertThat(ledger.trouble()).isEmpty();

            nanos.incrementAndGet();
            assertThat(ledger.trouble()).contains("the database has not answered for PT5S");

            ledger.heart().tryToBeat();
            assertThat(ledger.trouble()).isEmpty();
        }
    }

    /** A server that is too busy to take connections on: its queue of them is full. */
    @Test
    void serverThatTakesNoConnection_isGivenUpAfterTheTimeToConnect() throws Exception {
        Patience patience = new Patience(Duration.ofMillis(250), SECOND, LONG, LONG, LONG);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket second = new Socket(server.getInetAddress(), server.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            LedgerStore store =
                    new LedgerStore.Postgresql("jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/x", "", "");

            assertThatThrownBy(() -> open(store, patience))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageStartingWith("the ledger's database cannot be opened: ")
                    .hasMessageMatching(
                            ".*(The connection attempt failed. \\(.*timed out\\)|Connection attempt timed out.)");
        }
    }

    @Test
    void serverThatAcceptsAndSaysNothing_isGivenUp() throws Exception {
        Patience patience = new Patience(Duration.ofMillis(250), SECOND, SECOND, LONG, LONG);
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            LedgerStore store =
                    new LedgerStore.Postgresql("jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/x", "", "");

            assertThatThrownBy(() -> open(store, patience))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageMatching("the ledger's database cannot be opened: "
                            + "(The connection attempt failed. \\(.*timed out\\)|Connection attempt timed out.)");
        }
    }

    /** A server that wants to know who logs in, and then ends. */
    @Test
    void userAndPassword_areSentToTheServer() throws Exception {
        byte[] asksForThePassword = {'R', 0, 0, 0, 8, 0, 0, 0, 3};
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> login = CompletableFuture.supplyAsync(() -> {
                try (Socket caller = server.accept()) {
                    DataInputStream in = new DataInputStream(caller.getInputStream());
                    String startup = message(in);
                    caller.getOutputStream().write(asksForThePassword);
                    assertThat(in.readByte()).isEqualTo((byte) 'p');
                    return startup + "|" + message(in);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            LedgerStore store = new LedgerStore.Postgresql(
                    "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/x?sslmode=disable&gssEncMode=disable",
                    "kdp-user",
                    "made-up-password");

            assertThatThrownBy(() -> open(store, Patience.STANDARD))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageNotContaining("made-up-password");

            assertThat(login.get()).contains("kdp-user").endsWith("|made-up-password\0");
        }
    }

    private static String message(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt() - Integer.BYTES];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void lockedTable_isWaitedForNoLongerThanTheTimeForLocks() throws Exception {
        LedgerStore.Postgresql store = postgresql.empty();
        try (SqlLedger ledger = open(store, new Patience(SECOND, SECOND, LONG, SHORT, LONG));
                Connection other = DriverManager.getConnection(store.url());
                Statement sql = other.createStatement()) {
            other.setAutoCommit(false);
            sql.execute("LOCK TABLE kdp_write");

            assertThatThrownBy(() -> ledger.claim(entry("PO-1")))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage("the ledger's database cannot be used:"
                            + " ERROR: canceling statement due to lock timeout Position: 13");
            assertThatNoNewIdIsClaimed(ledger);
            ledger.heart().tryToBeat();
            assertThat(ledger.trouble())
                    .contains(
                            "the ledger's database cannot be used: ERROR: canceling statement due to lock timeout Position: 13");

            other.rollback();
            ledger.heart().tryToBeat();
            assertThat(ledger.trouble()).isEmpty();
            assertThat(ledger.claim(entry("PO-1")).right()).isEqualTo(Right.FIRST);
        }
    }

    /** Callers that hold every connection must not make a gateway seem dead to the others. */
    @Test
    void heartOfAGatewayWhoseCallersAreAllLockedOut_beats() throws Exception {
        int callers = 16;
        LedgerStore.Postgresql store = postgresql.empty();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try (SqlLedger ledger = open(store, new Patience(LONG, LONG, LONG, LONG, LONG));
                Connection other = DriverManager.getConnection(store.url());
                Statement sql = other.createStatement()) {
            other.setAutoCommit(false);
            sql.execute("LOCK TABLE kdp_write");
            List<Future<Right>> claims = IntStream.range(0, callers)
                    .mapToObj(number -> threads.submit(
                            () -> ledger.claim(entry("PO-" + number)).right()))
                    .toList();
            while (count(sql, "SELECT COUNT(*) FROM pg_locks WHERE NOT granted") < callers) {
                Thread.onSpinWait();
            }
            long before = count(sql, BEATS);

            ledger.heart().beat();

            assertThat(count(sql, BEATS)).isEqualTo(before + 1);
            other.rollback();
            for (Future<Right> claim : claims) {
                assertThat(claim.get()).isEqualTo(Right.FIRST);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static long count(Statement sql, String question) throws SQLException {
        try (var row = sql.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void statementWithoutEnd_isGivenUpAfterTheTimeForStatements() {
        try (Database database = Database.open(postgresql.empty(), new Patience(SECOND, SECOND, LONG, LONG, SHORT))) {
            assertThatThrownBy(() -> database.inTransaction(sql -> sql.handle()
                            .createQuery("SELECT 1 FROM pg_sleep(600)")
                            .mapTo(Integer.class)
                            .one()))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage("the ledger's database cannot be used:"
                            + " ERROR: canceling statement due to statement timeout");
        }
    }

    @Test
    void usualTimes_reachServerAndDriver() {
        try (Database database = Database.open(postgresql.empty())) {
            assertThat(List.of("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"))
                    .extracting(setting -> database.<String>inTransaction(sql -> sql.handle()
                            .createQuery("SHOW " + setting)
                            .mapTo(String.class)
                            .one()))
                    .containsExactly("4s", "8s", "10s");
            assertThat(database.<Integer>inTransaction(PostgresqlTroubleTest::networkTimeout))
                    .isEqualTo(10_000);
            assertThat(database.<Integer>inHeartbeat(PostgresqlTroubleTest::networkTimeout))
                    .isEqualTo(2_000);
        }
    }

    private static int networkTimeout(Session sql) {
        try {
            return sql.handle().getConnection().getNetworkTimeout();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A large ledger takes its time to be brought to a new version. */
    @Test
    void changeOfTheTables_hasNoTimeOut() throws Exception {
        try (Connection connection = Connections.unhurried(postgresql.empty()).getConnection();
                Statement sql = connection.createStatement();
                var row = sql.executeQuery("SHOW statement_timeout")) {
            assertThat(connection.getNetworkTimeout()).isZero();
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("0");
        }
    }

    @Test
    void gatewayThatWasKilled_isNoLongerCountedAfterTheTakeover() throws Exception {
        AtomicLong nanos = new AtomicLong();
        Ticker ticker = new Ticker() {
            @Override
            public long read() {
                return nanos.get();
            }
        };
        LedgerStore.Postgresql store = postgresql.empty();
        try (SqlLedger ledger = SqlLedger.withoutHeart(store, ticker, Clock.systemUTC());
                Connection connection = DriverManager.getConnection(store.url());
                Statement sql = connection.createStatement()) {
            sql.execute("INSERT INTO kdp_gateway (id, beat) VALUES ('killed', 7)");
            ledger.heart().forgetDead();
            nanos.addAndGet(store.takeover().toNanos());
            ledger.heart().beat();
            ledger.heart().forgetDead();

            try (var row = sql.executeQuery("SELECT id FROM kdp_gateway")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(ledger.heart().id());
                assertThat(row.next()).isFalse();
            }
        }
    }
}
