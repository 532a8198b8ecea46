package io.github.kdpbridge.compattests.soak;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Routes;
import java.util.List;
import java.util.random.RandomGenerator;

/** An operator of a gateway who has a customer chosen at random move, to and fro, every few moments. */
final class Wanderer implements Runnable {
    private static final Cause CAUSE = new Cause("soak", Cause.Via.PROGRAM, "a customer at random", "");

    private final Routes routes;
    private final ResellerId reseller;
    private final RandomGenerator random;
    private final Ending ending;

    Wanderer(Routes routes, ResellerId reseller, RandomGenerator random, Ending ending) {
        this.routes = routes;
        this.reseller = reseller;
        this.random = random;
        this.ending = ending;
    }

    @Override
    public void run() {
        try {
            while (!ending.isHere()) {
                ending.pause(random, 300, 1_500);
                move();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void move() {
        try {
            List<Route> all = routes.all(reseller);
            if (!all.isEmpty()) {
                Route route = all.get(random.nextInt(all.size()));
                Move move = route.writes() == Generation.GEN1
                        ? Move.forward(route.phase(), Phase.CANARY, CAUSE)
                        : Move.back(route.phase(), CAUSE);
                routes.begin(route.unit(), route.epoch(), move);
            }
        } catch (MoveRefusedException | LedgerException notNow) {
            // One is under way, or the database is: the next moment is as good.
        }
    }
}
