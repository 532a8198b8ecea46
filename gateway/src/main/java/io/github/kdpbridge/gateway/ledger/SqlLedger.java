package io.github.kdpbridge.gateway.ledger;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Backlog;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.migration.Routes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A durable ledger in SQLite or PostgreSQL.
 *
 * <p>A granted claim is on disk. Gateways that share the ledger write heartbeats to it; when those of one stop, the
 * others take over its writes after {@link LedgerStore#takeover}. A file has one user at a time, so the writes of an
 * earlier process are free at once. Safe for use by many threads.
 */
public final class SqlLedger implements Ledger {
    /** Also the delay of the first one: right after a machine's start, its clock may be wrong. */
    private static final Duration PRUNING = Duration.ofHours(1);

    private final Database database;
    private final EntryReader reader;
    private final Heart heart;
    private final Pruning pruning;
    private final LedgerClock clock;
    private final Moments moments;
    private final Claims claims;
    private final KeptStatuses statuses;
    private final StoredSide sides;
    private final Upkeep upkeep;

    private SqlLedger(Database database, LedgerStore store, Ticker ticker, LedgerTime time, Routing routing) {
        this.database = database;
        this.reader = new EntryReader(database);
        this.heart = new Heart(database, store.takeover(), ticker);
        this.clock = new LedgerClock(time.start(), ticker::read, time::now, time.system());
        this.pruning = new Pruning(database, store.retention(), clock.steady(), time::now);
        this.upkeep = new Upkeep(heart, clock, pruning);
        this.statuses = new KeptStatuses(database, clock);
        this.moments = new Moments(clock);
        this.claims = new Claims(database, heart, moments, routing);
        this.sides = new StoredSide(database, clock);
    }

    /**
     * Opens a ledger, and creates its tables if they are missing.
     *
     * @throws LedgerException if it cannot be reached, read or written, or another gateway uses the file
     */
    public static SqlLedger open(LedgerStore store) {
        return open(store, Routing.NONE);
    }

    /**
     * Does the same for accounts that migrate. A claim decides the side of a new write by the route of its unit, which cannot
     * change before the claim is recorded; see {@link #routes}.
     *
     * @param routing tells what a write moves with
     * @throws LedgerException if it cannot be reached, read or written, or another gateway uses the file
     */
    public static SqlLedger open(LedgerStore store, Routing routing) {
        SqlLedger ledger = withoutHeart(store, Patience.STANDARD, Ticker.systemTicker(), Clock.systemUTC(), routing);
        return begin(ledger, store, PRUNING);
    }

    /** Returns the routes of units, which are kept beside the writes; an account's limits may change. */
    public Routes routes(Function<ResellerId, DrainLimits> limits) {
        return new SqlRoutes(database, heart, moments, new SqlDrain(clock, limits));
    }

    static SqlLedger open(LedgerStore store, Ticker ticker, Clock clock, Duration pruning) {
        return begin(withoutHeart(store, ticker, clock), store, pruning);
    }

    private static SqlLedger begin(SqlLedger ledger, LedgerStore store, Duration pruning) {
        boolean begun = false;
        try {
            ledger.upkeep.begin(store, pruning);
            begun = true;
            return ledger;
        } finally {
            if (!begun) {
                ledger.close(); // for example because no thread could be started
            }
        }
    }

    /** Returns a ledger without threads, for tests. */
    static SqlLedger withoutHeart(LedgerStore store, Ticker ticker, Clock clock) {
        return withoutHeart(store, Patience.STANDARD, ticker, clock, Routing.NONE);
    }

    static SqlLedger withoutHeart(LedgerStore store, Patience patience, Ticker ticker, Clock clock, Routing routing) {
        Database database = Database.open(store, patience);
        boolean begun = false;
        try {
            LedgerTime time = new LedgerTime(database, store.isShared(), clock);
            SqlLedger ledger = new SqlLedger(database, store, ticker, time, routing);
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

    /**
     * Returns the ledger's clock, for comparisons with {@link Entry#since}: steady from the time of a shared database, or of the
     * system, but not before the newest write. After a suspension of the machine, it catches up with the database.
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
    public CompletionStage<Claim> claimAsync(Entry entry, Consumer<? super Claim> noted) {
        return claims.claimAsync(entry, noted);
    }

    @Override
    public CompletionStage<Optional<Claim>> claimNewAsync(Entry entry, Consumer<? super Claim> noted) {
        return claims.claimNewAsync(entry, noted);
    }

    @Override
    public boolean isLeased(String id) {
        return !heart.isStopped() && (!database.isShared() || (heart.isLeased() && claims.isUnbroken(id)));
    }

    @Override
    public boolean renew(String id) {
        heart.beat();
        return claims.isMine(id) && !heart.isStopped(); // it may have been closed meanwhile
    }

    @Override
    public boolean settle(String id, Outcome outcome) {
        return claims.settle(id, outcome);
    }

    @Override
    public CompletionStage<Boolean> settleAsync(String id, Outcome outcome) {
        return claims.settleAsync(id, outcome);
    }

    @Override
    public boolean forget(String id) {
        statuses.forget(id);
        return claims.forget(id);
    }

    @Override
    public CompletionStage<Boolean> forgetAsync(String id) {
        statuses.forget(id);
        return claims.forgetAsync(id);
    }

    @Override
    public <T> CompletionStage<T> ask(String operation, Supplier<T> question) {
        return database.ask(operation, question);
    }

    @Override
    public Optional<Generation> sideOf(ResellerId reseller, TransactionId transaction) {
        return sides.of(reseller, transaction);
    }

    @Override
    public void pin(ResellerId reseller, TransactionId transaction, Generation generation) {
        sides.pin(reseller, transaction, generation);
    }

    @Override
    public boolean repin(ResellerId reseller, TransactionId transaction, Generation generation) {
        return sides.repin(reseller, transaction, generation);
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
    public List<Entry> openDeletions(ResellerId reseller) {
        return reader.openDeletions(reseller);
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

    /** Only parts count: the service still knows a write in one piece, but not a whole of parts. */
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

    Database database() {
        return database;
    }

    Heart heart() {
        return heart;
    }

    Pruning pruning() {
        return pruning;
    }

    /** Stops the heartbeats, does what must not be lost, and closes the database. Open writes stay open. */
    @Override
    public void close() {
        upkeep.close();
        heart.stop();
        database.close(heart::leave);
    }
}
