package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.ledger.LedgerException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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
    /** More than an id has room for. */
    private static final String TOO_LONG = "x".repeat(37);

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    private final AtomicInteger holders = new AtomicInteger();
    private LedgerStore.Postgresql store;
    private Database database;

    @BeforeEach
    void open() {
        store = postgresql.empty();
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
                beat -> "in a group",
                sql -> sql.returning(INSERT, id).isPresent() ? "alone" : "there already");
    }

    private CompletableFuture<String> insert(String id) {
        return database.submit("insert " + id, insertion(id), done -> {}).toCompletableFuture();
    }

    private CompletableFuture<String> insertInAnyCase(String id) {
        return database.submitInAnyCase(insertion(id)).toCompletableFuture();
    }

    private HeldWriters holdWriters() {
        return HeldWriters.by(noted -> {
            RowChange<String> change = insertion("holder-" + holders.incrementAndGet());
            var unused = database.submit("a holder", change, done -> noted.run());
        });
    }

    private List<String> strings(String query) {
        return database.inTransaction(
                sql -> sql.handle().createQuery(query).mapTo(String.class).list());
    }

    @Test
    void changesThatWait_areOneTransaction() {
        HeldWriters writers = holdWriters();
        List<CompletableFuture<String>> changes =
                IntStream.range(0, 50).mapToObj(number -> insert("g" + number)).toList();
        assertThat(changes).noneMatch(CompletableFuture::isDone);

        writers.release();

        assertThat(changes).extracting(CompletableFuture::join).containsOnly("in a group");
        assertThat(strings("SELECT DISTINCT CAST(xmin AS TEXT) FROM kdp_gateway WHERE id LIKE 'g%'"))
                .hasSize(1);
    }

    @Test
    void badRowInAGroup_failsAlone() {
        HeldWriters writers = holdWriters();
        CompletableFuture<String> first = insert("g1");
        CompletableFuture<String> bad = insert(TOO_LONG);
        CompletableFuture<String> last = insertInAnyCase("g2");

        writers.release();

        assertThat(first.join()).isEqualTo("alone");
        assertThat(last.join()).isEqualTo("alone");
        assertThat(bad.handle((done, failure) -> Stages.cause(failure)).join())
                .isInstanceOf(LedgerException.class)
                .hasMessage(
                        "the ledger's database cannot be used: ERROR: value too long for type character varying(36)");
        assertThat(insert("g3").join()).isEqualTo("in a group");
    }

    @Test
    void rowThatIsThere_isLookedAtAlone() {
        insert("g1").join();
        HeldWriters writers = holdWriters();
        CompletableFuture<String> again = insert("g1");
        CompletableFuture<String> other = insert("g2");

        writers.release();

        assertThat(again.join()).isEqualTo("there already");
        assertThat(other.join()).isEqualTo("in a group");
    }

    /** A writer cannot wait for itself. */
    @Test
    void callerThatWaitsForAChangeOnTheThreadOfAWriter_getsIt() {
        List<String> followed = new ArrayList<>();
        CompletableFuture<String> change = database.submit(
                        "insert g1",
                        insertion("g1"),
                        done -> followed.add(Waiting.on(
                                "insert g2", true, () -> database.submit("insert g2", insertion("g2"), unused -> {}))))
                .toCompletableFuture();

        assertThat(change.join()).isEqualTo("in a group");
        assertThat(followed).containsExactly("alone");
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
    void closing_finishesWhatWaits() throws InterruptedException {
        HeldWriters writers = holdWriters();
        List<CompletableFuture<String>> changes = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            changes.add(number % 2 == 0 ? insert("g" + number) : insertInAnyCase("g" + number));
        }
        Thread closing = new Thread(database::close);
        closing.start();
        while (closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        writers.release();
        closing.join();

        assertThat(changes).extracting(CompletableFuture::join).containsOnly("in a group");
        assertThat(insert("late")
                        .handle((done, failure) -> Stages.cause(failure))
                        .join())
                .isInstanceOf(RefusedLocallyException.class);
        assertThat(insertInAnyCase("late")
                        .handle((done, failure) -> Stages.cause(failure))
                        .join())
                .isInstanceOf(LedgerException.class);
        database = Database.open(store);
        assertThat(strings("SELECT id FROM kdp_gateway WHERE id LIKE 'g%'")).hasSize(100);
    }
}
