package io.github.kdpbridge.core.migration;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.CutOver.Limits;
import io.github.kdpbridge.core.migration.LoggedMove.Result;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Drives the moves that are under way, each by a {@link CutOver}. It has no thread and no clock: its owner calls
 * {@link #look} again and again, every second or so. Several movers may drive the same moves.
 *
 * <p>Not safe for use by several threads.
 */
public final class Mover {
    private final Routes routes;
    private final Function<ResellerId, Optional<Limits>> limits;
    private final Map<LoggedMove, CutOver> moves = new HashMap<>();

    /** Drives the moves of these routes, each within these limits. */
    public Mover(Routes routes, Limits limits) {
        this(routes, any -> Optional.of(limits));
        Objects.requireNonNull(limits, "limits");
    }

    /**
     * Drives the moves of some accounts, each within the limits of its account at that moment: other limits count at once,
     * for moves under way, too.
     *
     * @param limits the limits of an account; empty if its moves are left to other movers
     */
    public Mover(Routes routes, Function<ResellerId, Optional<Limits>> limits) {
        this.routes = Objects.requireNonNull(routes, "routes");
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /**
     * Looks at each move once, and does what it needs next.
     *
     * @param now the mover's time, from any start; it must not run backwards
     */
    public void look(Duration now) {
        List<LoggedMove> underWay =
                routes.toDrive(reseller -> limits.apply(reseller).isPresent());
        moves.keySet().retainAll(underWay);
        for (LoggedMove move : underWay) {
            Optional<Route> route = routes.find(move.unit()).filter(found -> found.epoch() == move.epoch());
            Optional<Limits> within = limits.apply(move.unit().reseller());
            if (route.isPresent() && within.isPresent()) {
                look(move, route.get(), within.get(), now);
            }
        }
    }

    private void look(LoggedMove move, Route route, Limits within, Duration now) {
        Unit unit = move.unit();
        boolean isDrained = routes.isDrained(unit);
        // A step that fails leaves none behind: the next look begins with what the route says.
        CutOver known = moves.remove(move);
        CutOver cutOver = known == null ? new CutOver(within, route, now) : known;
        cutOver.within(within);
        switch (cutOver.look(isDrained, now, route.epoch())) {
            case HOLD -> routes.hold(unit, move.epoch());
            case RELEASE -> routes.release(unit, move.epoch());
            case FLIP -> {
                if (routes.flip(unit, move.epoch())) {
                    cutOver.flipped();
                }
            }
            case GIVE_UP -> routes.end(unit, move.epoch(), Result.GIVEN_UP, tooLong(move, within));
            case LOOK_AGAIN, STOP -> {}
        }
        moves.put(move, cutOver);
    }

    private static Cause tooLong(LoggedMove move, Limits exceeded) {
        Cause begun = move.move().cause();
        String reason = "not drained within %d min".formatted(exceeded.waiting().toMinutes());
        return new Cause(begun.who(), begun.via(), reason, begun.evidence());
    }
}
