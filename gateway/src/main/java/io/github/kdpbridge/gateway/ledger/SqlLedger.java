package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.ledger.Backlog;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A ledger that outlives its process, in SQLite or PostgreSQL.
 *
 * <p>A granted claim is on disk. Gateways that share the ledger write heartbeats to it; when those of one end, the
 * others take its writes over after {@link LedgerStore#takeover}. A file has one user at a time, so the writes of an
 * earlier process are free at once.
 *
 * <p>Safe for use by many threads.
 */
public final class SqlLedger implements Ledger {
    private static final Duration PRUNING = Duration.ofHours(1);

    private final Database database;
    private final EntryReader reader;
    private final Heart heart;
    private final Pruning pruning;
    private final LedgerClock clock;
    /** Whether other gateways go by the same clock. */
    private final boolean isShared;

    private final Claims claims;
    private final KeptStatuses statuses;
    /** Each on a thread of its own, the heart first. */
    private final List<Recurring> recurring = new CopyOnWriteArrayList<>();

    private SqlLedger(Database database, LedgerStore store, Ticker ticker, LedgerTime time) {
        this.database = database;
        this.reader = new EntryReader(database);
        this.heart = new Heart(database, store.takeover(), ticker);
        this.clock = new LedgerClock(time.start(), ticker::read, time::now, time.system());
        this.isShared = time.isShared();
        this.pruning = new Pruning(database, store.retention(), clock.steady(), time::now);
        this.statuses = new KeptStatuses(database);
        this.claims = new Claims(database, heart, clock);
    }

    /**
     * Opens a ledger, and creates its tables if they are missing.
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
            ledger.every("kdp-ledger-watch", store.takeover(), ledger::watch);
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
            LedgerTime time = new LedgerTime(database, store.isShared(), clock);
            SqlLedger ledger = new SqlLedger(database, store, ticker, time);
            if (!store.isShared()) {
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

    /** Keeps clock and heartbeats in step with the other gateways. */
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
     * Returns the clock of this ledger, for comparisons with {@link Entry#since}. It begins with the time of a shared
     * database, or with the system's, but not before the newest write. From then on it goes on steadily, whatever
     * happens to the other clocks; after a suspension of the machine, it catches up with the database.
     */
    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Claim claim(Entry entry) {
        return claims.claim(entry);
    }

    @Override
    public boolean settle(String id, Outcome outcome) {
        return claims.settle(id, outcome);
    }

    @Override
    public boolean forget(String id) {
        statuses.forget(id);
        return claims.forget(id);
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
        return claims.abandoned(reseller);
    }

    @Override
    public Optional<Entry> find(String id) {
        return reader.find(id);
    }

    @Override
    public Optional<String> trouble() {
        return heart.trouble();
    }

    /** Returns the database, for tests. */
    Database database() {
        return database;
    }

    /** Returns the heart, for tests. */
    Heart heart() {
        return heart;
    }

    /** Returns the pruning, for tests. */
    Pruning pruning() {
        return pruning;
    }

    /** Ends the heartbeats, and closes the database. Open writes stay open. */
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
