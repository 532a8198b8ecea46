package io.github.kdpbridge.gateway.migration;

import io.github.kdpbridge.core.DeploymentReads;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Unit;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the status of transactions that hold up a move, so that the ledger learns when they are complete: without, a
 * move would wait until a caller asks. A few questions at a time, each with backoff. For one thread.
 */
final class Questions {
    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);
    private static final int MOST_AT_ONCE = 8;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Routes routes;
    private final UnitTransactions unfinished;
    private final Function<ResellerId, Optional<? extends DeploymentReads>> programs;
    private final Set<Asked> underWay = ConcurrentHashMap.newKeySet();
    private Map<Asked, Turn> turns = new HashMap<>();

    /** Finds transactions of a unit that are not known to be complete. */
    @FunctionalInterface
    interface UnitTransactions {
        List<StatusRequest> of(Unit unit, int most);
    }

    /** A question, as an account asks it. */
    private record Asked(ResellerId reseller, StatusRequest request) {}

    /** When a question is due, and the pause after it. */
    private record Turn(Duration due, Duration pause) {
        private Turn next(Duration now) {
            Duration twice = pause.multipliedBy(2);
            return new Turn(now.plus(pause), twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE);
        }
    }

    /**
     * Creates the questions.
     *
     * @param programs the program of an account, over the ledger
     */
    Questions(
            Routes routes,
            UnitTransactions unfinished,
            Function<ResellerId, Optional<? extends DeploymentReads>> programs) {
        this.routes = routes;
        this.unfinished = unfinished;
        this.programs = programs;
    }

    /**
     * Asks what is due. The answers come later.
     *
     * @param now the time, from any start
     */
    void ask(Duration now) {
        Map<Asked, Turn> still = new HashMap<>();
        for (LoggedMove move :
                routes.toDrive(reseller -> programs.apply(reseller).isPresent())) {
            Unit unit = move.unit();
            programs.apply(unit.reseller()).ifPresent(program -> {
                for (StatusRequest request : unfinished.of(unit, MOST_AT_ONCE)) {
                    Asked asked = new Asked(unit.reseller(), request);
                    still.put(asked, asked(program, asked, turns.getOrDefault(asked, new Turn(now, FIRST_PAUSE)), now));
                }
            });
        }
        turns = still;
    }

    private Turn asked(DeploymentReads program, Asked asked, Turn turn, Duration now) {
        boolean isTurn = turn.due().compareTo(now) <= 0 && underWay.size() < MOST_AT_ONCE && underWay.add(asked);
        if (!isTurn) {
            return turn;
        }
        var unused = program.read(asked.request()).whenComplete((status, failure) -> {
            underWay.remove(asked);
            if (failure != null) {
                LOG.debug(
                        "{} is not known to be complete yet: {}",
                        asked.request().label(),
                        failure.toString());
            }
        });
        return turn.next(now);
    }
}
