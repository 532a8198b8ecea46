package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Ticker;
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
import java.util.concurrent.CopyOnWriteArrayList;
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
    private static final Duration PRUNING = Duration.ofHours(1);

    static final String INSERT = "INSERT INTO kdp_write (id, reseller, origin, part, parts, kind, request,"
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
    private final LedgerClock clock;
    /** Whether other gateways go by the same clock. */
    private final boolean isShared;

    private final AtomicLong lastClaim = new AtomicLong();
    private final String me;
    private final Map<String, Entry> mine = new ConcurrentHashMap<>();
    private final Holders holders;
    private final KeptStatuses statuses;
    /** Each on a thread of its own, the heart first. */
    private final List<Recurring> recurring = new CopyOnWriteArrayList<>();

    private SqlLedger(Database database, LedgerStore store, Ticker ticker, LedgerTime time) {
        this.database = database;
        this.reader = new EntryReader(database);
        this.heart = new Heart(database, takeover(store), ticker);
        this.clock = new LedgerClock(time.start(), ticker::read, time::now, time.system());
        this.isShared = time.isShared();
        this.pruning = new Pruning(database, store.retention(), clock.steady(), time::now);
        this.me = heart.id();
        this.statuses = new KeptStatuses(database);
        this.holders = new Holders(heart, mine.keySet());
    }

    private static Duration takeover(LedgerStore store) {
        return store instanceof LedgerStore.Postgresql shared ? shared.takeover() : LedgerStore.STANDARD_TAKEOVER;
    }

    /**
     * Opens a ledger, and makes what is missing of it.
     *
     * @throws LedgerException if it cannot be reached, read or written, or another gateway uses the file
     */
    public static SqlLedger open(LedgerStore store) {
        return open(store, Ticker.systemTicker(), Clock.systemUTC(), PRUNING);
    }

    /** The first pruning is not at the start: the clock of a machine that starts too may not be right yet. */
    static SqlLedger open(LedgerStore store, Ticker ticker, Clock clock, Duration pruning) {
        SqlLedger ledger = withoutHeart(store, ticker, clock);
        boolean begun = false;
        try {
            ledger.every("kdp-ledger-heart", ledger.heart.interval(), ledger.heart::tryToBeat);
            ledger.every("kdp-ledger-watch", takeover(store), ledger::watch);
            ledger.every("kdp-ledger-pruning", pruning, ledger.pruning::prune);
            begun = true;
            return ledger;
        } finally {
            if (!begun) {
                ledger.close(); // no thread could be started, perhaps
            }
        }
    }

    /** Returns a ledger that beats and prunes only when it is told to. */
    static SqlLedger withoutHeart(LedgerStore store, Ticker ticker, Clock clock) {
        return withoutHeart(store, Patience.STANDARD, ticker, clock);
    }

    static SqlLedger withoutHeart(LedgerStore store, Patience patience, Ticker ticker, Clock clock) {
        Database database = Database.open(store, patience);
        boolean begun = false;
        try {
            LedgerTime time = new LedgerTime(database, store instanceof LedgerStore.Postgresql, clock);
            SqlLedger ledger = new SqlLedger(database, store, ticker, time);
            if (store instanceof LedgerStore.SqliteFile) {
                ledger.heart.forgetOthers();
            }
            ledger.heart.beat();
            begun = true;
            return ledger;
        } finally {
            if (!begun) {
                database.close();
            }
        }
    }

    /** Looks after what the gateways have in common. */
    private void watch() {
        if (isShared) {
            clock.catchUp();
        }
        heart.forgetDead();
    }

    private void every(String name, Duration pause, Runnable work) {
        recurring.add(Recurring.start(name, pause, pause, work));
    }

    /**
     * Returns the clock of this ledger, for all that is compared with {@link Entry#since}: it begins with the time of the
     * database if that is PostgreSQL, which all gateways have in common, and with the system's else; but not before the
     * newest write. From then on it goes on steadily, whoever sets a clock; if the machine was suspended, it catches up
     * with the database.
     */
    public Clock clock() {
        return clock;
    }

    @Override
    public Claim claim(Entry entry) {
        if (mine.putIfAbsent(entry.id(), entry) != null) {
            return new Claim(Right.BUSY, Outcome.open());
        }
        boolean granted = false;
        try {
            database.requireThere();
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
        if (outcome instanceof Outcome.Accepted) {
            Entry claimed = mine.get(id);
            try {
                String answer = StoredAnswer.write(outcome);
                database.later(sql -> accept(sql, id, claimed, answer), (done, trouble) -> {
                    if (trouble != null) {
                        notRecorded(trouble);
                    }
                });
            } finally {
                mine.remove(id); // whoever claims it now comes behind
            }
            return true;
        }
        String kind = StoredAnswer.Kind.of(outcome).name();
        return end(id, sql -> sql.update(END, kind, StoredAnswer.write(outcome), id, me));
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

    /** A write in one piece is the service's to know after the retention; the parts of another one are not the whole. */
    @Override
    public boolean mayHaveForgotten(ResellerId reseller, TransactionId transaction) {
        return hasForgottenParts(reseller, transaction);
    }

    @Override
    public boolean hasForgottenParts(ResellerId reseller, TransactionId transaction) {
        return reader.hasForgottenParts(reseller, transaction);
    }

    @Override
    public List<String> abandoned(ResellerId reseller) {
        return database.inTransaction(sql -> holders.abandoned(sql, reseller));
    }

    @Override
    public Optional<Entry> find(String id) {
        return reader.find(id);
    }

    /** Returns what keeps the ledger from being used now; empty if nothing does. */
    public Optional<String> trouble() {
        return heart.trouble();
    }

    /** Returns the database, for who looks into it. */
    Database database() {
        return database;
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
        recurring.forEach(Recurring::close);
        try {
            heart.stop();
        } finally {
            database.close();
        }
    }
}
