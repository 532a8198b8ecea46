package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.ledger.Side;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.gateway.ledger.Holders.Held;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This gateway's claims on writes: each is recorded before the write is sent, and ends with its outcome. Safe for use
 * by many threads.
 */
final class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    static final String INSERT = "INSERT INTO kdp_write (id, reseller, origin, part, parts, kind, request,"
            + " devices, outcome, owner, changed_at, claimed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?)"
            + " ON CONFLICT (id) DO NOTHING";
    /** A retry keeps the outcome CONTESTED. An owner that was dead, and has beaten since it was judged, keeps the write. */
    static final String TAKE = "UPDATE kdp_write SET owner = ?,"
            + " changed_at = CASE WHEN changed_at > ? THEN changed_at ELSE ? END,"
            + " outcome = CASE WHEN outcome = 'CONTESTED' THEN outcome ELSE 'OPEN' END"
            + " WHERE id = ? AND outcome IN ('OPEN', 'ABSENT', 'CONTESTED') AND COALESCE(owner, '') = ?"
            + " AND (owner = ? OR NOT EXISTS (SELECT 1 FROM kdp_gateway g WHERE g.id = kdp_write.owner))";

    private final Database database;
    private final String me;
    private final Moments moments;
    private final Routing routing;
    private final RoutedClaims routed;
    private final NewClaims fresh;
    private final Heart heart;
    private final Map<String, Mine> mine = new ConcurrentHashMap<>();
    private final Holders holders;
    private final ClaimEnds ends;
    private final String owned;

    /**
     * A claim.
     *
     * @param pauses the {@link Heart#pauses} before it
     */
    private record Mine(Entry entry, int pauses) {}

    Claims(Database database, Heart heart, Moments moments, Routing routing) {
        this.database = database;
        this.moments = moments;
        this.routing = routing;
        this.routed = new RoutedClaims(database, new StoredRoute(database, moments));
        this.heart = heart;
        this.me = heart.id();
        this.fresh = new NewClaims(database, me, moments, routing);
        this.ends = new ClaimEnds(me);
        this.holders = new Holders(heart, mine.keySet());
        this.owned = "SELECT 1 FROM kdp_write WHERE id = ? AND owner = ?" + database.locking("FOR UPDATE");
    }

    Claim claim(Entry entry) {
        if (mine.putIfAbsent(entry.id(), new Mine(entry, heart.pauses())) != null) {
            return new Claim(Right.BUSY, Outcome.open());
        }
        boolean granted = false;
        try {
            Claim claim = database.inTransaction(recording(entry));
            granted = claim.isGranted();
            return claim;
        } finally {
            if (!granted) {
                mine.remove(entry.id());
            }
        }
    }

    CompletionStage<Claim> claimAsync(Entry entry, Consumer<? super Claim> noted) {
        if (mine.putIfAbsent(entry.id(), new Mine(entry, heart.pauses())) != null) {
            return Stages.of(() -> {
                Claim busy = new Claim(Right.BUSY, Outcome.open());
                noted.accept(busy);
                return busy;
            });
        }
        return kept(entry, () -> database.submit(entry.request().label(), recording(entry), noted), Claim::isGranted);
    }

    /** Claims a write if no other one has its transaction id. */
    CompletionStage<Optional<Claim>> claimNewAsync(Entry entry, Consumer<? super Claim> noted) {
        if (entry.origin() != null || mine.putIfAbsent(entry.id(), new Mine(entry, heart.pauses())) != null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return kept(
                entry,
                () -> database.submit(entry.request().label(), fresh.of(entry), claim -> claim.ifPresent(noted)),
                Optional::isPresent);
    }

    /** Begins a claim, which is this gateway's only as long as it may be granted. */
    private <T> CompletionStage<T> kept(Entry entry, Supplier<CompletionStage<T>> claim, Predicate<T> isGranted) {
        boolean begun = false;
        try {
            CompletionStage<T> claimed = claim.get().whenComplete((given, failure) -> {
                if (given == null || !isGranted.test(given)) {
                    mine.remove(entry.id());
                }
            });
            begun = true;
            return claimed;
        } finally {
            if (!begun) {
                mine.remove(entry.id());
            }
        }
    }

    private Function<Session, Claim> recording(Entry entry) {
        @Nullable Object[] row = StoredWrite.row(entry, me, moments.next());
        Optional<Route> first = routing.first(entry.reseller(), entry.request());
        return sql -> {
            database.requireThere();
            if (first.isPresent()) {
                return routed.claim(sql, entry, row, first.get()).orElseGet(() -> claim(sql, entry, first));
            }
            return sql.update(INSERT, row) == 1 ? new Claim(Right.FIRST, entry.outcome()) : claim(sql, entry, first);
        };
    }

    /** Claims a write that is in the ledger. */
    private Claim claim(Session sql, Entry entry, Optional<Route> first) {
        Optional<Held> held = holders.of(sql, entry.id());
        if (held.isEmpty()) {
            return new Claim(Right.BUSY, Outcome.open()); // deleted just now
        }
        Outcome outcome = held.get().outcome();
        Generation side = held.get().side();
        if (outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Refused) {
            return new Claim(Right.SETTLED, outcome, side);
        }
        String owner = held.get().owner();
        long since = entry.since().toEpochMilli();
        boolean taken =
                holders.isFree(sql, held.get()) && sql.update(TAKE, me, since, since, entry.id(), owner, me) == 1;
        return new Claim(taken ? again(sql, held.get(), first) : Right.BUSY, outcome, side);
    }

    private Right again(Session sql, Held held, Optional<Route> first) {
        boolean mayLeave = held.outcome() instanceof Outcome.Absent
                && first.flatMap(route -> StoredRoute.find(sql, route.unit()))
                        .map(this::side)
                        .filter(side -> side.mayTake(held.outcome(), held.side(), held.since()))
                        .isPresent();
        return mayLeave ? Right.LAPSED : Right.AGAIN;
    }

    private Side side(Route route) {
        Instant mayArriveSince =
                moments.now().minus(routing.draining(route.unit().reseller()).quarantine());
        return new Side(route.writes(), route.isHeld(), mayArriveSince);
    }

    /**
     * An accepted outcome need not be durable before its caller gets the receipt, because the service knows it. In a
     * file it is committed with the next claim or heartbeat.
     */
    boolean settle(String id, Outcome outcome) {
        Function<Session, Boolean> ending = ends.ending(id, claimed(id), outcome);
        if (!(outcome instanceof Outcome.Accepted)) {
            return end(id, ending);
        }
        try {
            database.later(ending, (done, trouble) -> {
                if (trouble != null) {
                    notRecorded(trouble);
                }
            });
        } finally {
            mine.remove(id); // a later claim finds the outcome, which is queued before it
        }
        return true;
    }

    CompletionStage<Boolean> settleAsync(String id, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted && database.defers()) {
            return Stages.of(() -> settle(id, outcome));
        }
        Entry claimed = claimed(id);
        return endAsync(
                id,
                () -> ClaimEnds.isOneRow(claimed, outcome)
                        ? database.submitInAnyCase(ends.change(id, outcome))
                        : database.submitInAnyCase(ends.ending(id, claimed, outcome)));
    }

    private @Nullable Entry claimed(String id) {
        Mine claim = mine.get(id);
        return claim == null ? null : claim.entry();
    }

    boolean forget(String id) {
        return end(id, ends.forgetting(id));
    }

    CompletionStage<Boolean> forgetAsync(String id) {
        return endAsync(id, () -> database.submitInAnyCase(ends.forgetting(id)));
    }

    private boolean end(String id, Function<Session, Boolean> ending) {
        try {
            return database.inTransaction(ending);
        } catch (LedgerException e) {
            notRecorded(e);
            return true;
        } finally {
            mine.remove(id);
        }
    }

    private CompletionStage<Boolean> endAsync(String id, Supplier<CompletionStage<Boolean>> ending) {
        return Stages.begin(ending).handle((changed, failure) -> {
            mine.remove(id);
            if (failure == null) {
                return changed;
            }
            if (Stages.cause(failure) instanceof LedgerException e) {
                notRecorded(e);
                return true;
            }
            throw new CompletionException(Stages.cause(failure));
        });
    }

    private static void notRecorded(LedgerException trouble) {
        LOG.warn("the outcome of a write is not recorded, the service will be asked: {}", trouble.getMessage());
    }

    /** Returns whether this gateway has not paused since a claim of its own, so that a beat after it proves the claim. */
    boolean isUnbroken(String id) {
        Mine claim = mine.get(id);
        return claim != null && claim.pauses() == heart.pauses();
    }

    /** Returns whether this gateway still holds the claim of a write. One that is being taken over is waited for. */
    boolean isMine(String id) {
        return database.inTransaction(sql -> sql.returning(owned, id, me)).isPresent();
    }

    /** Returns the ids of a reseller's open writes that no gateway works on. */
    List<String> abandoned(ResellerId reseller) {
        return database.inTransaction(sql -> holders.abandoned(sql, reseller));
    }
}
