package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.ledger.LedgerException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

/** Rows of the gateways stand for those of writes. */
@Tag("one-jdk")
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class RowGroupsTest {
    private static final String INSERT = "INSERT INTO kdp_gateway (id, beat) VALUES (?, 1) ON CONFLICT (id) DO NOTHING"
            + " RETURNING CAST(beat AS INTEGER)";
    private static final String BACKEND = "SELECT CAST(pg_backend_pid() AS TEXT)";
    /** More than an id has room for. */
    private static final String TOO_LONG = "x".repeat(37);

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    private final AtomicInteger holders = new AtomicInteger();
    private LedgerStore.Postgresql store;
    private Database database;

    /** So that the time which a test holds the writers for does not matter. */
    static Patience withAnyTimeForGroups() {
        Patience usual = Patience.STANDARD;
        return new Patience(Duration.ofHours(2), usual.connect(), usual.answer(), usual.lock(), usual.statement());
    }

    @BeforeEach
    void open() {
        store = postgresql.empty();
        database = Database.open(store, withAnyTimeForGroups());
    }

    private void openWithTheUsualTimes() {
        database.close();
        database = Database.open(store);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static RowChange<String> insertion(String id) {
        return new RowChange<>(
                INSERT,
                id,
                new Object[] {id},
                beat -> (beat.isPresent() ? "made " : "there already, ") + where(),
                sql -> "recorded before");
    }

    private static String where() {
        return Thread.currentThread().getName().equals("kdp-ledger-writer") ? "in a group" : "alone";
    }

    private CompletableFuture<String> insert(String id) {
        return database.submit("insert " + id, insertion(id), done -> {}).toCompletableFuture();
    }

    private CompletableFuture<String> insertInAnyCase(String id) {
        return database.submitInAnyCase(insertion(id)).toCompletableFuture();
    }

    private HeldWriters holdWriters() {
        return HeldWriters.by(this::hold);
    }

    private void hold(Runnable noted) {
        RowChange<String> change = insertion("holder-" + holders.incrementAndGet());
        var unused = database.submit("a holder", change, done -> noted.run());
    }

    private List<String> strings(String query) {
        return database.inTransaction(
                sql -> sql.handle().createQuery(query).mapTo(String.class).list());
    }

    private static Throwable failure(CompletableFuture<?> change) {
        return change.handle((done, failure) -> Stages.cause(failure)).join();
    }

    @Test
    void changesThatWait_areOneTransaction() {
        HeldWriters writers = holdWriters();
        List<CompletableFuture<String>> changes =
                IntStream.range(0, 50).mapToObj(number -> insert("g" + number)).toList();
        assertThat(changes).noneMatch(CompletableFuture::isDone);

        writers.release();

        assertThat(changes).extracting(CompletableFuture::join).containsOnly("made in a group");
        assertThat(strings("SELECT DISTINCT CAST(xmin AS TEXT) FROM kdp_gateway WHERE id LIKE 'g%'"))
                .hasSize(1);
    }

    /** Otherwise two gateways with the same ids would wait for each other. */
    @Test
    void rowsOfAGroup_areLockedInTheOrderOfTheirIds() {
        HeldWriters writers = holdWriters();
        List<CompletableFuture<String>> changes =
                List.of(insert("g3"), insertInAnyCase("g1"), insert("g2"), insertInAnyCase("g4"));

        writers.release();

        assertThat(changes).extracting(CompletableFuture::join).containsOnly("made in a group");
        assertThat(strings("SELECT id FROM kdp_gateway WHERE id LIKE 'g%' ORDER BY ctid"))
                .as("as they lie in the table")
                .containsExactly("g1", "g2", "g3", "g4");
    }

    @Test
    void badRowInAGroup_failsAlone() {
        HeldWriters writers = holdWriters();
        CompletableFuture<String> first = insert("g1");
        CompletableFuture<String> bad = insert(TOO_LONG);
        CompletableFuture<String> last = insertInAnyCase("g2");

        writers.release();

        assertThat(first.join()).isEqualTo("made alone");
        assertThat(last.join()).isEqualTo("made alone");
        assertThat(failure(bad))
                .isInstanceOf(LedgerException.class)
                .hasMessage(
                        "the ledger's database cannot be used: ERROR: value too long for type character varying(36)");
        assertThat(insert("g3").join()).isEqualTo("made in a group");
    }

    @Test
    void rowThatIsThere_isNotLookedAtAgain() {
        insert("g1").join();
        HeldWriters writers = holdWriters();
        CompletableFuture<String> again = insert("g1");
        CompletableFuture<String> other = insert("g2");

        writers.release();

        assertThat(again.join()).isEqualTo("there already, in a group");
        assertThat(other.join()).isEqualTo("made in a group");
    }

    @Test
    void changesThatNoWriterTakes_areMadeAlone() {
        openWithTheUsualTimes();
        HeldWriters writers = holdWriters();

        assertThat(insert("g1").join()).isEqualTo("made alone");
        assertThat(insertInAnyCase("g2").join()).isEqualTo("made alone");
        assertThat(insert("g3").join()).as("also later on").isEqualTo("made alone");

        writers.release();
    }

    @Test
    void changeThatIsTooLargeForAGroup_isMadeAlone() {
        HeldWriters writers = holdWriters();
        String large = "x".repeat(ChangeQueue.MOST_BYTES);
        RowChange<String> change = new RowChange<>(
                "INSERT INTO kdp_gateway (id, beat) VALUES (?, length(?)) RETURNING CAST(beat AS INTEGER)",
                "g1",
                new Object[] {"g1", large},
                beat -> "made " + where(),
                sql -> "recorded before");

        assertThat(database.submit("insert g1", change, done -> {})
                        .toCompletableFuture()
                        .join())
                .isEqualTo("made alone");

        writers.release();
    }

    @Test
    void groupWithoutAConnection_isMadeAlone() {
        openWithTheUsualTimes();
        CountDownLatch held = new CountDownLatch(RowGroups.WRITERS);
        CountDownLatch released = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> holding = IntStream.range(0, RowGroups.WRITERS)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> database.inGroup(sql -> {
                            held.countDown();
                            Uninterruptibles.awaitUninterruptibly(released);
                            return true;
                        }),
                        task -> new Thread(task).start()))
                .toList();
        Uninterruptibles.awaitUninterruptibly(held);

        assertThat(insert("g1").join()).isEqualTo("made alone");
        assertThat(insertInAnyCase("g2").join()).isEqualTo("made alone");

        released.countDown();
        assertThat(holding).extracting(CompletableFuture::join).containsOnly(true);
    }

    /** Returns the backends of all connections that callers share: each caller has one until all have theirs. */
    private List<String> backends() {
        CountDownLatch all = new CountDownLatch(Pools.CONNECTIONS);
        return Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> database.inTransaction(sql -> {
                            all.countDown();
                            Uninterruptibles.awaitUninterruptibly(all);
                            return sql.handle()
                                    .createQuery(BACKEND)
                                    .mapTo(String.class)
                                    .one();
                        }),
                        task -> new Thread(task).start()))
                .limit(Pools.CONNECTIONS)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    /** Tells whether the connection that comes after a trouble of a group was there before. */
    private String connectionAfter(RuntimeException trouble) {
        List<String> before = backends();
        assertThatThrownBy(() -> database.inGroup(sql -> {
                    throw trouble;
                }))
                .isInstanceOf(LedgerException.class);
        String after = strings(BACKEND).get(0);
        return before.contains(after) ? "was there" : "is new";
    }

    @Test
    void connectionOfAGroupThatBreaks_hasTheIdleOnesReplaced() {
        SQLException broken = new SQLException("made up", "08006");
        assertThat(connectionAfter(new UnableToExecuteStatementException(broken, null)))
                .isEqualTo("is new");
    }

    /** A server that takes no more connections says nothing of those that are there. */
    @Test
    void connectionThatAGroupCannotHave_hasNoOtherReplaced() {
        SQLException refused = new SQLException("made up", "08004");
        assertThat(connectionAfter(new ConnectionException(refused))).isEqualTo("was there");
    }

    /** A writer cannot wait for itself. */
    @Test
    void callerThatWaitsForAChangeOnTheThreadOfAWriter_getsIt() {
        HeldWriters other = HeldWriters.by(RowGroups.WRITERS - 1, this::hold);
        List<String> followed = new ArrayList<>();
        CompletableFuture<String> change = database.submit(
                        "insert g1",
                        insertion("g1"),
                        done -> followed.add(Waiting.on(
                                "insert g2", true, () -> database.submit("insert g2", insertion("g2"), unused -> {}))))
                .toCompletableFuture();

        assertThat(change.join()).isEqualTo("made in a group");
        assertThat(followed).hasSize(1);
        other.release();
    }

    @Test
    void whatFollowsAChange_hasTheLogContextOfItsCaller() {
        HeldWriters writers = holdWriters();
        List<CompletableFuture<String>> followed = new ArrayList<>();
        for (String id : List.of("g1", TOO_LONG, "g2")) {
            MDC.put("request", "R-" + id);
            followed.add(insert(id).handle((done, failure) -> String.valueOf(MDC.get("request"))));
        }
        MDC.remove("request");

        writers.release();

        assertThat(followed).extracting(CompletableFuture::join).containsExactly("R-g1", "R-" + TOO_LONG, "R-g2");
    }

    @Test
    void interruptByWhatFollowsAChange_doesNotReachTheNextGroup() {
        HeldWriters writers = HeldWriters.by(noted -> {
            RowChange<String> change = insertion("holder-" + holders.incrementAndGet());
            var unused = database.submit("a holder", change, done -> {
                noted.run();
                Thread.currentThread().interrupt();
            });
        });
        List<CompletableFuture<Boolean>> flags = IntStream.range(0, 3)
                .mapToObj(number -> insert("g" + number)
                        .thenApply(done -> Thread.currentThread().isInterrupted()))
                .toList();

        writers.release();

        assertThat(flags).extracting(CompletableFuture::join).containsOnly(false);
    }

    @Test
    void errorInWhatFollowsAChange_isItsOwn() {
        HeldWriters writers = holdWriters();
        AssertionError error = new AssertionError("made up");
        RowChange<String> bad = new RowChange<>(
                INSERT,
                "g1",
                new Object[] {"g1"},
                beat -> {
                    throw error;
                },
                sql -> "recorded before");
        CompletableFuture<String> first =
                database.submit("insert g1", bad, done -> {}).toCompletableFuture();
        CompletableFuture<String> second = database.submit("insert g2", insertion("g2"), done -> {
                    throw error;
                })
                .toCompletableFuture();
        CompletableFuture<String> third = insert("g3");

        writers.release();

        assertThat(failure(first)).isSameAs(error);
        assertThat(failure(second)).isSameAs(error);
        assertThat(third.join()).isEqualTo("made in a group");
        HeldWriters again = holdWriters();
        CompletableFuture<String> next = insert("g4");
        again.release();
        assertThat(next.join()).as("no writer is lost").isEqualTo("made in a group");
    }

    @Test
    void closing_refusesWhatWaits_butMakesWhatMustNotBeLost() throws InterruptedException {
        HeldWriters writers = holdWriters();
        List<CompletableFuture<String>> claims =
                IntStream.range(0, 50).mapToObj(number -> insert("c" + number)).toList();
        List<CompletableFuture<String>> ends = IntStream.range(0, 50)
                .mapToObj(number -> insertInAnyCase("e" + number))
                .toList();
        Thread closing = new Thread(database::close);
        closing.start();

        assertThat(claims)
                .extracting(RowGroupsTest::failure)
                .allSatisfy(refusal -> assertThat(refusal)
                        .isInstanceOf(RefusedLocallyException.class)
                        .hasMessageEndingWith("the ledger is closed"));
        assertThat(ends).extracting(CompletableFuture::join).containsOnly("made alone");
        writers.release();
        closing.join();

        assertThat(failure(insert("late"))).isInstanceOf(RefusedLocallyException.class);
        assertThat(failure(insertInAnyCase("late"))).isInstanceOf(LedgerException.class);
        database = Database.open(store);
        assertThat(strings("SELECT id FROM kdp_gateway WHERE id LIKE 'c%'")).isEmpty();
        assertThat(strings("SELECT id FROM kdp_gateway WHERE id LIKE 'e%'")).hasSize(50);
    }
}
