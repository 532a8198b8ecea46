package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.ledger.Backlog;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.gateway.ledger.Holders.Held;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

    private static final String INSERT = "INSERT INTO kdp_write (id, reseller, origin, part, parts, kind, request,"
            + " devices, outcome, owner, changed_at, claimed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?)"
            + " ON CONFLICT (id) DO NOTHING";
    /** That an id was seen to be taken is not forgotten when it is tried again. */
    private static final String TAKE = "UPDATE kdp_write SET owner = ?, changed_at = ?,"
            + " outcome = CASE WHEN outcome = 'CONTESTED' THEN outcome ELSE 'OPEN' END"
            + " WHERE id = ? AND outcome IN ('OPEN', 'ABSENT', 'CONTESTED') AND COALESCE(owner, '') = ?";

    private static final String ACCEPT = "UPDATE kdp_write SET outcome = 'ACCEPTED', answer = ?, owner = NULL"
            + " WHERE id = ? AND outcome IN ('OPEN', 'ABSENT', 'CONTESTED')";
    private static final String END =
            "UPDATE kdp_write SET outcome = ?, answer = ?, owner = NULL WHERE id = ? AND owner = ?";

    private final Database database;
    private final EntryReader reader;
    private final Heart heart;
    private final Pruning pruning;
    private final Clock clock;
    private final AtomicLong lastClaim = new AtomicLong();
    private final String me;
    private final Map<String, Entry> mine = new ConcurrentHashMap<>();
    private final Holders holders;
    private final KeptStatuses statuses;
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
        this.statuses = new KeptStatuses(database);
        this.holders = new Holders(heart, mine.keySet());
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
        if (mine.putIfAbsent(entry.id(), entry) != null) {
            return new Claim(Right.BUSY, Outcome.open());
        }
        boolean granted = false;
        try {
            @Nullable Object[] row = StoredWrite.row(entry, me, moment());
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

    /** Returns the moment of a claim in microseconds, after all others of this gateway. */
    private long moment() {
        long now = TimeUnit.MILLISECONDS.toMicros(clock.millis());
        return lastClaim.accumulateAndGet(now, (last, given) -> Math.max(last + 1, given));
    }

    /** Claims a write that is in the ledger. */
    private Claim claim(Session sql, Entry entry) {
        Optional<Held> held = holders.of(sql, entry.id());
        if (held.isEmpty()) {
            return new Claim(Right.BUSY, Outcome.open()); // forgotten at this very moment
        }
        Outcome outcome = held.get().outcome();
        if (outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Refused) {
            return new Claim(Right.SETTLED, outcome);
        }
        String owner = held.get().owner();
        boolean taken = holders.isFree(sql, held.get())
                && sql.update(TAKE, me, entry.since().toEpochMilli(), entry.id(), owner) == 1;
        return new Claim(taken ? Right.AGAIN : Right.BUSY, outcome);
    }

    /**
     * That the service accepted a write need not be durable before its caller hears of it: the service knows. In a file it
     * is recorded with the next claim or beat.
     */
    @Override
    public boolean settle(String id, Outcome outcome) {
        String answer = StoredAnswer.write(outcome);
        if (outcome instanceof Outcome.Accepted) {
            Entry claimed = mine.get(id);
            database.later(sql -> accept(sql, id, claimed, answer), (done, trouble) -> {
                if (trouble != null) {
                    notRecorded(trouble);
                }
            });
            mine.remove(id); // whoever claims it now comes behind
            return true;
        }
        String kind = StoredAnswer.Kind.of(outcome).name();
        return end(id, sql -> sql.update(END, kind, answer, id, me));
    }

    /** Without its claim, the write is read, if its devices have to be noted. */
    private static boolean accept(Session sql, String id, @Nullable Entry claimed, @Nullable String answer) {
        boolean accepted = sql.update(ACCEPT, answer, id) == 1;
        if (accepted) {
            Optional<Entry> entry = claimed == null ? EntryReader.find(sql, id) : Optional.of(claimed);
            entry.ifPresent(write -> UploadNames.note(sql, write));
        }
        return accepted;
    }

    @Override
    public boolean forget(String id) {
        statuses.forget(id);
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
    public List<Entry> writes(ResellerId reseller, TransactionId transaction) {
        return reader.writes(reseller, transaction);
    }

    @Override
    public List<Entry> deletions(ResellerId reseller, Instant from, Instant until) {
        return reader.deletions(reseller, from, until);
    }

    @Override
    public Optional<Entry> earlierOfSameContent(Entry entry) {
        return reader.earlierOfSameContent(entry);
    }

    @Override
    public void keep(String id, TransactionStatus status) {
        statuses.keep(id, status);
    }

    @Override
    public Optional<TransactionStatus> kept(String id) {
        return statuses.of(id);
    }

    @Override
    public Optional<Backlog> backlog() {
        return Optional.of(database.inTransaction(EntryReader::backlog));
    }

    @Override
    public Map<String, DeviceId> uploadedAs(ResellerId reseller, Set<String> keys) {
        return database.inTransaction(sql -> UploadNames.find(sql, reseller, keys));
    }

    /** What is older than the retention is gone for good: its length is the promise. */
    @Override
    public boolean mayHaveForgotten(ResellerId reseller, TransactionId transaction) {
        return false;
    }

    @Override
    public List<Entry> abandoned(Set<ResellerId> resellers) {
        if (resellers.isEmpty()) {
            return List.of();
        }
        List<String> open = database.inTransaction(sql -> holders.abandoned(sql, resellers));
        return open.stream().map(reader::find).flatMap(Optional::stream).toList();
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
}
