package io.github.kdpbridge.core.migration;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.core.migration.Promotion.Seen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An account's routes, logs and freeze: what is asked for is read, each at most once. */
final class Snapshot {
    private static final int NAMED_AT_MOST = 5;
    /** So many units are found one by one; of more, all are read at once. */
    private static final int FEW = 10;

    private final Routes from;
    private final ResellerId reseller;
    private final UnitKind kind;
    private final Supplier<List<Route>> all;
    private final Supplier<Optional<Freeze>> freeze;
    private final Map<String, Route> found = new HashMap<>();
    private final Map<Unit, UnitState> states = new HashMap<>();

    private Snapshot(Routes from, ResellerId reseller, UnitKind kind) {
        this.from = from;
        this.reseller = reseller;
        this.kind = kind;
        this.all = Suppliers.memoize(this::readAll);
        this.freeze = Suppliers.memoize(() -> from.frozen(reseller));
    }

    /**
     * Begins a snapshot.
     *
     * @param kind what moves as one
     */
    static Snapshot of(Routes routes, ResellerId reseller, UnitKind kind) {
        return new Snapshot(routes, reseller, kind);
    }

    /** Returns all routes in the order of their labels. */
    @CanIgnoreReturnValue
    List<Route> routes() {
        return all.get();
    }

    private List<Route> readAll() {
        List<Route> routes = from.all(reseller).stream()
                .sorted(Comparator.comparing(route -> route.unit().label()))
                .collect(ImmutableList.toImmutableList());
        routes.forEach(route -> found.putIfAbsent(route.unit().label(), route));
        return routes;
    }

    @Nullable Freeze freeze() {
        return freeze.get().orElse(null);
    }

    /**
     * Returns the route of the unit with a label.
     *
     * @throws MoveRefusedException if there is none
     */
    Route route(String label) {
        Route route = found.computeIfAbsent(label, this::find);
        if (route == null) {
            prepare(Integer.MAX_VALUE); // the name of a unit may differ from its label
            route = found.get(label);
        }
        if (route == null) {
            throw unknown(label);
        }
        return route;
    }

    private @Nullable Route find(String label) {
        Unit account = Unit.account(reseller);
        if (kind == UnitKind.ACCOUNT || label.equals(account.label())) {
            return label.equals(account.label()) ? from.find(account).orElse(null) : null;
        }
        Unit unit = label.isEmpty() ? account : new Unit(reseller, kind, label);
        return unit.label().equals(label) ? from.find(unit).orElse(null) : null;
    }

    private void prepare(int units) {
        if (units > FEW) {
            routes();
        }
    }

    private List<Route> routes(List<String> labels) {
        List<String> distinct = labels.stream().distinct().toList();
        prepare(distinct.size());
        return distinct.stream().map(this::route).toList();
    }

    private MoveRefusedException unknown(String label) {
        return new MoveRefusedException(
                Reason.UNKNOWN, "there is no unit %s that made a call yet; legal are: %s".formatted(label, labels()));
    }

    private String labels() {
        String some = routes().stream()
                .limit(NAMED_AT_MOST)
                .map(route -> route.unit().label())
                .collect(Collectors.joining(", "));
        int more = routes().size() - NAMED_AT_MOST;
        return routes().isEmpty() ? "none" : more > 0 ? "%s and %d more".formatted(some, more) : some;
    }

    /**
     * Returns the routes that a selection names and that are before a phase.
     *
     * @throws MoveRefusedException if it names a wave or a unit that is unknown
     */
    List<Route> before(Phase phase, Selection selection, Plan plan) {
        if (selection.wave() != null) {
            return plan.wave(selection.wave()).before(phase, routes());
        }
        List<Route> selected = selection.units().isEmpty() ? routes() : routes(selection.units());
        return selected.stream()
                .filter(route -> route.phase().compareTo(phase) < 0)
                .collect(ImmutableList.toImmutableList());
    }

    /** Returns the states of those of some units that there are. */
    List<UnitState> known(Collection<Seen> units) {
        List<String> labels = units.stream().map(Seen::unit).distinct().toList();
        prepare(labels.size());
        return states(labels.stream()
                .map(label -> found.computeIfAbsent(label, this::find))
                .filter(Objects::nonNull)
                .toList());
    }

    /**
     * Returns the states of some units. A log is read after its route, so it knows each move that the route shows; if it knows
     * a later one, both are read again: the route and the log of a state are of one moment.
     */
    List<UnitState> states(Collection<Route> routes) {
        List<Route> unread = routes.stream()
                .filter(route -> !states.containsKey(route.unit()))
                .toList();
        while (!unread.isEmpty()) {
            History history = new History(from.recent(Lists.transform(unread, Route::unit)));
            List<Route> moved = new ArrayList<>();
            unread.forEach(route -> {
                Route later = history.isAheadOf(route) ? again(route) : route;
                if (later.epoch() > route.epoch()) {
                    moved.add(later);
                } else {
                    states.put(route.unit(), history.of(route));
                }
            });
            unread = moved;
        }
        return routes.stream()
                .map(route -> Objects.requireNonNull(states.get(route.unit())))
                .collect(ImmutableList.toImmutableList());
    }

    private Route again(Route route) {
        Route later = from.find(route.unit()).orElse(route);
        found.put(later.unit().label(), later);
        return later;
    }

    UnitState state(Route route) {
        return states(ImmutableList.of(route)).get(0);
    }
}
