package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Routes that end with their process, for a program that keeps its ledger in memory too. */
public final class InMemoryRoutes implements Routes {
    /** Tells whether writes that went to a generation hold up a move. */
    @FunctionalInterface
    public interface Drain {
        /** Returns whether none of the unit's writes to a side is open, may yet arrive, or is in progress. */
        boolean isDrained(Unit unit, Generation side);
    }

    private final Clock clock;
    private final Drain drain;
    private final Map<Unit, Route> routes = new LinkedHashMap<>();
    private final Map<Unit, LoggedMove> last = new HashMap<>();
    private final List<LoggedMove> log = new ArrayList<>();
    private final Map<ResellerId, Freeze> freezes = new HashMap<>();
    /** When the last freeze began, or ended if it is over. */
    private final Map<ResellerId, Instant> lastFreezes = new HashMap<>();

    private final Map<ResellerId, List<LoggedAct>> acts = new HashMap<>();
    private final Map<ResellerId, Instant> unread = new HashMap<>();

    /**
     * Creates routes without units.
     *
     * @param clock gives the times in the log
     * @param drain is asked while no write can be claimed {@linkplain #claim here}
     */
    public InMemoryRoutes(Clock clock, Drain drain) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.drain = Objects.requireNonNull(drain, "drain");
    }

    /**
     * Decides on a write while its unit cannot move. A route that was read before may be out of date when the write is
     * recorded, so that a move would miss it.
     *
     * @param start the phase of a unit that was never seen
     * @param claim is given the route; records the write before it returns
     * @return what {@code claim} returns
     */
    public synchronized <T> T claim(Unit unit, Phase start, Function<? super Route, T> claim) {
        return claim.apply(see(unit, start));
    }

    @Override
    public synchronized Route see(Unit unit, Phase start) {
        return routes.computeIfAbsent(unit, unseen -> Route.first(unseen, start));
    }

    @Override
    public synchronized Optional<Route> find(Unit unit) {
        return Optional.ofNullable(routes.get(unit));
    }

    @Override
    public synchronized List<Route> all(ResellerId reseller) {
        return routes.values().stream()
                .filter(route -> route.unit().reseller().equals(reseller))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public synchronized Route begin(Unit unit, long epoch, Move move) {
        Route route = routes.get(unit);
        if (route == null) {
            throw MoveRefusedException.unknown(unit);
        }
        MoveCheck check = new MoveCheck(route, last.get(unit), freezes.get(unit.reseller()));
        check.require(move, epoch);
        LoggedMove running = check.running();
        if (running != null) {
            enter(route, running.move().with(move.cause()), Result.CANCELLED);
        }
        return enter(current(unit), move, move.needsCutOver() ? Result.BEGUN : Result.MOVED);
    }

    @Override
    public synchronized List<LoggedMove> toDrive(Predicate<ResellerId> isServed) {
        return routes.keySet().stream()
                .filter(unit -> isServed.test(unit.reseller()))
                .map(last::get)
                .filter(entry -> entry != null && entry.isRunning())
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public synchronized boolean hold(Unit unit, long epoch) {
        LoggedMove running = running(unit, epoch);
        return running != null && set(current(unit).withHold(running.move().writes()));
    }

    @Override
    public synchronized boolean release(Unit unit, long epoch) {
        return running(unit, epoch) != null && set(current(unit).withHold(null));
    }

    private boolean set(Route route) {
        routes.put(route.unit(), route);
        return true;
    }

    @Override
    public synchronized boolean isDrained(Unit unit) {
        return drain.isDrained(unit, current(unit).writes());
    }

    @Override
    public synchronized boolean flip(Unit unit, long epoch) {
        LoggedMove running = running(unit, epoch);
        if (running == null || !current(unit).isHeld() || !isDrained(unit)) {
            return false;
        }
        enter(current(unit), running.move(), Result.MOVED);
        return true;
    }

    @Override
    public synchronized boolean end(Unit unit, long epoch, Result result, Cause cause) {
        checkArgument(result == Result.GIVEN_UP || result == Result.CANCELLED, "a move does not end as %s", result);
        LoggedMove running = running(unit, epoch);
        if (running != null) {
            enter(current(unit), running.move().with(cause), result);
        }
        return running != null;
    }

    @Override
    public synchronized boolean passUnread(ResellerId reseller) {
        boolean stays =
                toDrive().stream().noneMatch(move -> move.unit().reseller().equals(reseller))
                        && all(reseller).stream().allMatch(route -> route.writes() == Generation.GEN1);
        if (stays) {
            unread.put(reseller, clock.instant());
        }
        return stays;
    }

    /** Returns when the last write was recorded whose customer cannot be read. */
    synchronized Optional<Instant> lastUnread(ResellerId reseller) {
        return Optional.ofNullable(unread.get(reseller));
    }

    @Override
    public synchronized List<LoggedMove> log(ResellerId reseller) {
        return log.stream()
                .filter(entry -> entry.unit().reseller().equals(reseller))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public synchronized List<LoggedMove> log(Collection<Unit> units) {
        Set<Unit> asked = ImmutableSet.copyOf(units);
        return log.stream().filter(entry -> asked.contains(entry.unit())).collect(ImmutableList.toImmutableList());
    }

    @Override
    public synchronized List<LoggedMove> recent(Collection<Unit> units) {
        Map<Unit, Long> since = new HashMap<>();
        List<LoggedMove> all = log(units);
        all.stream()
                .filter(entry -> entry.result() == Result.MOVED)
                .forEach(entry -> since.merge(entry.unit(), entry.epoch(), Math::max));
        return all.stream()
                .filter(entry -> entry.epoch() >= since.getOrDefault(entry.unit(), 0L))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public synchronized Optional<Freeze> frozen(ResellerId reseller) {
        return Optional.ofNullable(freezes.get(reseller));
    }

    @Override
    public synchronized boolean freeze(ResellerId reseller, Cause cause, Predicate<Freeze> stays) {
        Freeze before = freezes.get(reseller);
        if (before != null && stays.test(before)) {
            return false;
        }
        Freeze freeze = Freeze.after(lastFreezes.get(reseller), cause, clock.instant());
        freezes.put(reseller, freeze);
        lastFreezes.put(reseller, freeze.since());
        add(reseller, LoggedAct.of(LoggedAct.Kind.FREEZE, "", cause, "", freeze.since()));
        toDrive().stream()
                .filter(entry ->
                        entry.unit().reseller().equals(reseller) && entry.move().isForward())
                .forEach(entry -> end(entry.unit(), entry.epoch(), Result.CANCELLED, cause));
        return true;
    }

    @Override
    public synchronized boolean unfreeze(ResellerId reseller, Instant since, Cause cause) {
        Freeze freeze = freezes.get(reseller);
        if (freeze == null || !freeze.since().equals(since)) {
            return false;
        }
        Instant end = freeze.end(clock.instant());
        freezes.remove(reseller);
        LoggedAct act = add(reseller, LoggedAct.of(LoggedAct.Kind.UNFREEZE, "", cause, "", end));
        lastFreezes.put(reseller, act.at());
        return true;
    }

    @Override
    public synchronized Part<LoggedAct> acts(ResellerId reseller, ActFilter filter, Cut cut) {
        return cut.of(Lists.reverse(acts.getOrDefault(reseller, List.of())).stream()
                .filter(filter::shows)
                .toList());
    }

    @Override
    public synchronized LoggedAct note(ResellerId reseller, LoggedAct.Kind kind, Cause cause, String result) {
        return add(reseller, LoggedAct.of(kind, "", cause, result, clock.instant()));
    }

    /** Adds an act on an account: one of a store that keeps no log, such as a judgement of a difference. */
    @CanIgnoreReturnValue
    public synchronized LoggedAct add(ResellerId reseller, LoggedAct act) {
        List<LoggedAct> before = acts.computeIfAbsent(reseller, first -> new ArrayList<>());
        LoggedAct last = Iterables.getLast(before, null);
        LoggedAct added = act.after(last == null ? null : last.at());
        before.add(added);
        return added;
    }

    private Route current(Unit unit) {
        return Objects.requireNonNull(routes.get(unit), unit::toString);
    }

    /** Returns the move that is under way since an epoch; null if it is over. */
    private @Nullable LoggedMove running(Unit unit, long epoch) {
        LoggedMove entry = last.get(unit);
        return entry != null && entry.isRunning() && entry.epoch() == epoch ? entry : null;
    }

    private Route enter(Route route, Move move, Result result) {
        Route next = route.next(result == Result.MOVED ? move.to() : route.phase());
        LoggedMove entry = new LoggedMove(route.unit(), next.epoch(), move, result, clock.instant());
        set(next);
        last.put(route.unit(), entry);
        log.add(entry);
        return next;
    }
}
