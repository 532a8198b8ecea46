package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.gateway.ledger.Beats.Life;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger that outlives its process, in SQLite or PostgreSQL.
 *
 * <p>What a claim recorded is on the disk when it is granted. A gateway that shares the ledger counts its beats in it;
 * what a gateway works on whose beats ended is open to the others after {@link LedgerStore.Postgresql#takeover}. A file
 * has one user at a time, so in it whatever another process left is open at once.
 *
 * <p>Safe for use by many threads.
 */
public final class SqlLedger implements Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(SqlLedger.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final Duration PRUNING = Duration.ofHours(1);

    private static final String INSERT = "INSERT INTO kdp_write (id, reseller, origin, part, parts, request, outcome,"
            + " owner, changed_at) VALUES (?, ?, ?, ?, ?, ?, 'OPEN', ?, ?) ON CONFLICT (id) DO NOTHING";
    private static final String TAKE = "UPDATE kdp_write SET outcome = 'OPEN', owner = ?, changed_at = ?"
            + " WHERE id = ? AND outcome IN ('OPEN', 'ABSENT') AND COALESCE(owner, '') = ?";
    private static final String ACCEPT = "UPDATE kdp_write SET outcome = 'ACCEPTED', answer = ?, owner = NULL"
            + " WHERE id = ? AND outcome IN ('OPEN', 'ABSENT')";
    private static final String END = "UPDATE kdp_write SET outcome = ?, answer = ?, owner = NULL, changed_at = ?"
            + " WHERE id = ? AND owner = ?";

    private final Database database;
    private final EntryReader reader;
    private final Heart heart;
    private final Pruning pruning;
    private final Clock clock;
    private final String me;
    private final Set<String> mine = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
                    .setNameFormat("kdp-ledger")
                    .setDaemon(true)
                    .build());

    private SqlLedger(Database database, LedgerStore store, Ticker ticker, Clock clock) {
        this.database = database;
        this.reader = new EntryReader(database);
        Duration takeover =
                store instanceof LedgerStore.Postgresql shared ? shared.takeover() : LedgerStore.STANDARD_TAKEOVER;
        this.heart = new Heart(database, takeover, ticker);
        this.pruning = new Pruning(database, store.retention(), clock);
        this.clock = clock;
        this.me = heart.id();
    }

    /**
     * Opens a ledger, and makes what is missing of it.
     *
     * @throws LedgerException if it cannot be reached, read or written, or another gateway uses the file
     */
    public static SqlLedger open(LedgerStore store) {
        return open(store, Ticker.systemTicker(), Clock.systemUTC());
    }

    static SqlLedger open(LedgerStore store, Ticker ticker, Clock clock) {
        SqlLedger ledger = withoutHeart(store, ticker, clock);
        ledger.every(ledger.heart.interval(), ledger.heart::tryToBeat);
        ledger.every(PRUNING, ledger.pruning::prune);
        return ledger;
    }

    /** Returns a ledger that beats and prunes only when it is told to. */
    static SqlLedger withoutHeart(LedgerStore store, Ticker ticker, Clock clock) {
        Database database = Database.open(store);
        try {
            SqlLedger ledger = new SqlLedger(database, store, ticker, clock);
            if (store instanceof LedgerStore.SqliteFile) {
                ledger.heart.forgetOthers();
            }
            ledger.heart.beat();
            return ledger;
        } catch (LedgerException e) {
            database.close();
            throw e;
        }
    }

    private void every(Duration time, Runnable work) {
        var unused = thread.scheduleWithFixedDelay(work, 0, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Claim claim(Entry entry) {
        if (!mine.add(entry.id())) {
            return new Claim(Right.BUSY, Outcome.open());
        }
        boolean granted = false;
        try {
            Object[] row = row(entry);
            Claim claim = database.inTransaction(
                    sql -> sql.update(INSERT, row) == 1 ? new Claim(Right.FIRST, entry.outcome()) : claim(sql, entry));
            granted = claim.isGranted();
            return claim;
        } finally {
            if (!granted) {
                mine.remove(entry.id());
            }
        }
    }

    private @Nullable Object[] row(Entry entry) {
        Origin origin = entry.origin();
        return new @Nullable Object[] {
            entry.id(),
            entry.reseller().value(),
            origin == null ? null : origin.id(),
            origin == null ? 0 : origin.part(),
            origin == null ? 0 : origin.parts(),
            StoredWrite.write(entry.request()),
            me,
            clock.millis()
        };
    }

    /** Claims a write that is in the ledger. */
    private Claim claim(Session sql, Entry entry) {
        Optional<Held> held = sql.handle()
                .createQuery("SELECT w.outcome, w.answer, w.owner, g.beat FROM kdp_write w"
                        + " LEFT JOIN kdp_gateway g ON g.id = w.owner WHERE w.id = :id")
                .bind("id", entry.id())
                .map((row, context) -> Held.read(row))
                .findOne();
        if (held.isEmpty()) {
            return new Claim(Right.BUSY, Outcome.open()); // forgotten at this very moment
        }
        Outcome outcome = held.get().outcome();
        if (outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Refused) {
            return new Claim(Right.SETTLED, outcome);
        }
        String owner = held.get().owner();
        boolean taken = isFree(sql, held.get()) && sql.update(TAKE, me, clock.millis(), entry.id(), owner) == 1;
        return new Claim(taken ? Right.AGAIN : Right.BUSY, outcome);
    }

    /** Whether nobody works on it: this process does not, or it would not ask. */
    private boolean isFree(Session sql, Held held) {
        return held.owner().isEmpty() || held.owner().equals(me) || heart.isDead(sql, held.owner(), held.beat());
    }

    /**
     * That the service accepted a write need not be durable before its caller hears of it: the service knows. In a file it
     * is recorded with the next claim or beat. It is as old as its claim, so that no index has to be changed for its age.
     */
    @Override
    public boolean settle(String id, Outcome outcome) {
        String answer = StoredAnswer.write(outcome);
        if (outcome instanceof Outcome.Accepted) {
            database.later(sql -> sql.update(ACCEPT, answer, id), (rows, trouble) -> {
                if (trouble != null) {
                    notRecorded(trouble);
                }
            });
            mine.remove(id); // whoever claims it now comes behind
            return true;
        }
        String kind = StoredAnswer.Kind.of(outcome).name();
        return end(id, sql -> sql.update(END, kind, answer, clock.millis(), id, me));
    }

    @Override
    public boolean forget(String id) {
        return end(id, sql -> sql.update("DELETE FROM kdp_write WHERE id = ? AND owner = ?", id, me));
    }

    private boolean end(String id, Function<Session, Integer> statement) {
        try {
            return database.inTransaction(statement) == 1;
        } catch (LedgerException e) {
            notRecorded(e);
            return true;
        } finally {
            mine.remove(id);
        }
    }

    private static void notRecorded(LedgerException trouble) {
        LOG.warn("what became of a write is not recorded, the service will be asked: {}", trouble.getMessage());
    }

    @Override
    public List<Entry> steps(String origin) {
        return reader.steps(origin);
    }

    @Override
    public List<Entry> parts(ResellerId reseller, TransactionId transaction) {
        return reader.parts(reseller, transaction);
    }

    @Override
    public List<Entry> accepted(ResellerId reseller, TransactionId transaction) {
        return reader.accepted(reseller, transaction);
    }

    @Override
    public Optional<TransactionId> whole(ResellerId reseller, TransactionId part) {
        return reader.whole(reseller, part);
    }

    @Override
    public List<Entry> abandoned(Set<ResellerId> resellers) {
        if (resellers.isEmpty()) {
            return List.of();
        }
        List<String> open = database.inTransaction(sql -> sql.handle()
                .createQuery("SELECT w.id, w.outcome, w.answer, w.owner, g.beat FROM kdp_write w"
                        + " LEFT JOIN kdp_gateway g ON g.id = w.owner"
                        + " WHERE w.outcome = 'OPEN' AND w.reseller IN (<resellers>)"
                        + " ORDER BY CASE WHEN w.part > 0 THEN 0 WHEN w.origin IS NOT NULL THEN 1 ELSE 2 END,"
                        + " w.changed_at")
                .bindList("resellers", resellers.stream().map(ResellerId::value).toList())
                .map((row, context) -> isAbandoned(row) ? Optional.of(row.getString("id")) : Optional.<String>empty())
                .withStream(ids ->
                        ids.flatMap(Optional::stream).limit(MOST_ABANDONED).toList()));
        return open.stream().map(reader::find).flatMap(Optional::stream).toList();
    }

    private boolean isAbandoned(ResultSet row) throws SQLException {
        Held held = Held.read(row);
        return held.owner().equals(me)
                ? !mine.contains(row.getString("id"))
                : held.owner().isEmpty() || heart.judge(held.owner(), held.beat()) != Life.ALIVE;
    }

    /** Returns what keeps the ledger from being used now; empty if nothing does. */
    public Optional<String> trouble() {
        return heart.trouble();
    }

    /** Returns the heart, for who has it beat himself. */
    Heart heart() {
        return heart;
    }

    /** Returns the pruning, for who has it done himself. */
    Pruning pruning() {
        return pruning;
    }

    /** Says that this gateway is gone, and closes the database. What is open stays so. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
                LOG.debug("a beat or the pruning is still under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            heart.stop();
        } finally {
            database.close();
        }
    }

    /** What is known of a write and of who works on it; nobody is an empty owner. */
    private record Held(
            Outcome outcome, String owner, @Nullable Long beat) {
        static Held read(ResultSet row) throws SQLException {
            long count = row.getLong("beat");
            Long beat = row.wasNull() ? null : count;
            String owner = row.getString("owner");
            Outcome outcome = StoredAnswer.read(row.getString("outcome"), row.getString("answer"));
            return new Held(outcome, owner == null ? "" : owner, beat);
        }
    }
}
