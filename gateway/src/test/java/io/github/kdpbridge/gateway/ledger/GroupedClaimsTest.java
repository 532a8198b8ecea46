package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.migration.Phase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Claims and outcomes that share a transaction in PostgreSQL. */
@Tag("one-jdk")
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class GroupedClaimsTest extends RoutedLedgerTests {
    private static final String WAITING = "SELECT COUNT(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    private final AtomicInteger holders = new AtomicInteger();
    /** Takes the place of the next commit. */
    private final AtomicReference<@Nullable Commit> next = new AtomicReference<>();

    private DataSource source;

    private interface Commit {
        void of(Connection connection) throws SQLException;
    }

    @Override
    LedgerStore store() {
        source = Connections.postgresql(postgresql.empty(), Patience.STANDARD);
        DataSource watched = proxy(DataSource.class, source, "getConnection", given -> {
            Connection connection = (Connection) given;
            return proxy(Connection.class, connection, "commit", unused -> null);
        });
        return new LedgerStore.Borrowed(watched, true, LedgerStore.STANDARD_RETENTION, LedgerStore.STANDARD_TAKEOVER);
    }

    private interface Change {
        @Nullable Object of(@Nullable Object given);
    }

    /** A commit is that of {@link #next}, if there is one; of another method, the result is changed. */
    private <T> T proxy(Class<T> type, T real, String changed, Change change) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> {
                    Commit commit = method.getName().equals("commit") ? next.getAndSet(null) : null;
                    if (commit != null) {
                        commit.of((Connection) real);
                        return null;
                    }
                    try {
                        Object given = method.invoke(real, values);
                        return method.getName().equals(changed) ? change.of(given) : given;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static Commit lost(boolean isDone) {
        return connection -> {
            if (isDone) {
                connection.commit();
            }
            connection.close();
            throw new SQLException("made up: the connection is gone", "08006");
        };
    }

    private CompletableFuture<Optional<Claim>> claimNew(SqlLedger gateway, Entry entry) {
        return gateway.claimNewAsync(entry, claim -> {}).toCompletableFuture();
    }

    private CompletableFuture<Optional<Claim>> claimNew(Entry entry) {
        return claimNew(ledger, entry);
    }

    private HeldWriters holdWriters(SqlLedger gateway) {
        return HeldWriters.by(noted -> {
            Entry holder = upload(SETTLED, "holder-" + holders.incrementAndGet(), "351800000000701", null);
            var unused = gateway.claimNewAsync(holder, claim -> noted.run());
        });
    }

    private Entry plain(String transaction) {
        return upload(SETTLED, transaction, "351800000000701", null);
    }

    private static Entry ofCustomer(String customer, String transaction, Entry like) {
        return Entry.of(
                ResellerId.of(like.reseller().value()),
                UploadRequest.builder(CustomerId.of(customer), TransactionId.of(transaction))
                        .imeis(List.of("351800000000701"))
                        .build(),
                null,
                like.since());
    }

    @Test
    void claimsWhoseCommitWasNotHeardOf_areGrantedAsTheFirst() {
        assertThat(claimsAfter(lost(true))).containsOnly(Optional.of(Right.FIRST));
    }

    @Test
    void claimsThatWereNotCommitted_areRecordedAlone() {
        assertThat(claimsAfter(lost(false))).containsOnly(Optional.of(Right.FIRST));
    }

    private List<Optional<Right>> claimsAfter(Commit commit) {
        routes.see(UNIT, Phase.SHADOW);
        HeldWriters writers = holdWriters(ledger);
        List<CompletableFuture<Optional<Claim>>> claims = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            claims.add(claimNew(plain("p" + number)));
            claims.add(claimNew(upload("r" + number)));
        }
        next.set(commit);
        writers.release();
        List<Optional<Right>> rights = claims.stream()
                .map(CompletableFuture::join)
                .map(claim -> claim.map(Claim::right))
                .toList();
        assertThat(next.get()).as("one commit for all").isNull();
        for (int number = 0; number < 5; number++) {
            assertThat(ledger.find(upload("r" + number).id()).map(Entry::generation))
                    .contains(Generation.GEN1);
            assertThat(ledger.find(plain("p" + number).id()).map(Entry::outcome))
                    .contains(Outcome.open());
        }
        return rights;
    }

    @Test
    void outcomesWhoseCommitWasNotHeardOf_areNotTakenForThoseOfOthers() {
        Entry accepted = plain("1");
        Entry absent = plain("2");
        Entry taken = plain("3");
        List.of(accepted, absent, taken).forEach(ledger::claim);
        HeldWriters writers = holdWriters(ledger);
        List<CompletableFuture<Boolean>> ends = List.of(
                ledger.settleAsync(accepted.id(), accepted(accepted)).toCompletableFuture(),
                ledger.settleAsync(absent.id(), Outcome.absent()).toCompletableFuture(),
                ledger.settleAsync(taken.id(), Outcome.absent()).toCompletableFuture());
        ledger.database()
                .<Integer>inTransaction(
                        sql -> sql.update("UPDATE kdp_write SET owner = 'other' WHERE id = ?", taken.id()));
        next.set(lost(true));

        writers.release();

        assertThat(ends).extracting(CompletableFuture::join).containsExactly(true, true, false);
        assertThat(ledger.find(accepted.id()).map(Entry::outcome)).contains(accepted(accepted));
        assertThat(ledger.find(absent.id()).map(Entry::outcome)).contains(Outcome.absent());
        assertThat(ledger.find(taken.id()).map(Entry::outcome)).contains(Outcome.open());
    }

    /** Each has them in one group, in the opposite order. */
    @Test
    void idsThatTwoGatewaysClaimAtOnce_areEachGrantedOnce() {
        try (SqlLedger other = gateway()) {
            HeldWriters writers = holdWriters(ledger);
            HeldWriters others = holdWriters(other);
            List<CompletableFuture<Optional<Claim>>> claims = new ArrayList<>();
            List<CompletableFuture<Optional<Claim>>> rivals = new ArrayList<>();
            for (int number = 0; number < 30; number++) {
                claims.add(claimNew(plain("t" + number)));
                rivals.add(0, claimNew(other, plain("t" + (29 - number))));
            }

            writers.release();
            others.release();

            for (int number = 0; number < 30; number++) {
                assertThat(List.of(
                                claims.get(number).join().isPresent(),
                                rivals.get(number).join().isPresent()))
                        .containsExactlyInAnyOrder(true, false);
            }
        }
    }

    @Test
    void claimOfAUnitThatIsBeingMoved_waitsAlone_andFollowsTheMove() throws Exception {
        Entry moving = upload("1");
        Entry staying = ofCustomer("1200000322", "2", moving);
        routes.see(UNIT, Phase.SHADOW);
        claimNew(ofCustomer("1200000322", "0", moving)).join();
        ledger.claim(ofCustomer("1200000322", "0", moving));
        HeldWriters writers = holdWriters(ledger);
        CompletableFuture<Optional<Claim>> follows = claimNew(moving);
        CompletableFuture<Optional<Claim>> stays = claimNew(staying);
        CompletableFuture<Optional<Claim>> settled = claimNew(plain("3"));
        try (Connection mover = source.getConnection();
                Statement flip = mover.createStatement()) {
            mover.setAutoCommit(false);
            flip.execute("UPDATE kdp_route SET phase = 'CANARY', epoch = epoch + 1 WHERE unit = '" + UNIT.id() + "'");
            writers.release();

            assertThat(stays.join()).contains(first(Generation.GEN1));
            assertThat(settled.join()).contains(first(Generation.GEN2));
            waitForALock(follows);
            mover.commit();
        }
        assertThat(follows.join()).as("its names may have changed").isEmpty();
        assertThat(ledger.claim(moving)).isEqualTo(first(Generation.GEN2));
    }

    @Test
    void moveWaitsForTheClaimsOfAGroup_andSeesThem() throws Exception {
        routes.see(UNIT, Phase.SHADOW);
        routes.begin(UNIT, 0, TO_CANARY);
        CountDownLatch recorded = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(1);
        next.set(connection -> {
            recorded.countDown();
            Uninterruptibles.awaitUninterruptibly(committed);
            connection.commit();
        });
        CompletableFuture<Optional<Claim>> claim = claimNew(upload("1"));
        recorded.await();
        CompletableFuture<Boolean> flip = CompletableFuture.supplyAsync(
                () -> {
                    routes.hold(UNIT, 1);
                    return routes.flip(UNIT, 1);
                },
                task -> new Thread(task).start());
        waitForALock(flip);

        committed.countDown();

        assertThat(claim.join()).contains(first(Generation.GEN1));
        assertThat(flip.join()).isFalse();
    }

    private void waitForALock(CompletableFuture<?> waiting) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            int seen;
            do {
                assertThat(waiting).isNotDone();
                try (ResultSet row = statement.executeQuery(WAITING)) {
                    row.next();
                    seen = row.getInt(1);
                }
            } while (seen == 0);
        }
    }
}
