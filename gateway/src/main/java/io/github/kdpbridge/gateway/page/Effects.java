package io.github.kdpbridge.gateway.page;

import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.core.migration.CutOver;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.PlannedMove;
import io.github.kdpbridge.core.migration.UnitState;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells in words what acts do.
 *
 * @param pace how long a move may take
 */
record Effects(CutOver.Limits pace) {
    static final List<String> NOTHING = List.of("Callers notice nothing.");
    static final List<String> FREEZE = List.of(
            "No unit moves forward until somebody unfreezes the account.",
            "Moves forward that are under way are cancelled; moves back stay possible.");
    static final List<String> UNFREEZE = List.of("Units may move forward again, each by an act of its own.");
    static final List<String> ACCEPT = List.of(
            "The difference is tolerated from now on in this unit, and closes no gate.",
            "It can be opened again at any time.");
    static final List<String> OPEN =
            List.of("The difference counts as one from now on; one of outcome keeps its unit from moving.");

    static List<String> panic(int units) {
        return List.of(
                "The account is frozen: no unit moves forward.",
                units == 0
                        ? "No unit is there to bring back."
                        : "%s at once, without waiting for transactions in progress."
                                .formatted(Count.of(units, "unit comes back to SHADOW", "units come back to SHADOW")));
    }

    /** Returns the word of the button. */
    static String panics(int units) {
        return units == 0 ? "Freeze the account" : "Bring %s back".formatted(Count.of(units, "unit", "units"));
    }

    List<String> forward(List<PlannedMove> moves, boolean isNow) {
        if (moves.isEmpty()) {
            return List.of("None of these units has a step ahead.");
        }
        List<String> sentences = new ArrayList<>();
        moves.stream().map(PlannedMove::to).distinct().sorted().forEach(to -> sentences.add(to(to)));
        if (moves.stream().anyMatch(move -> move.to() == Phase.CANARY)) {
            sentences.add(isNow ? notWaiting() : waiting("generation 1"));
        }
        return sentences;
    }

    private static String to(Phase phase) {
        return switch (phase) {
            case GEN1 -> "GEN1: generation 1 does everything; nothing is compared.";
            case SHADOW ->
                "SHADOW: generation 1 goes on serving. Some of its questions are put to generation 2 too, and the answers compared.";
            case READS -> "READS: generation 2 answers lists, generation 1 takes the writes.";
            case CANARY ->
                "CANARY: generation 2 takes the writes and answers the lists. Stop rules bring the unit back by themselves.";
            case GEN2 -> "GEN2: generation 2 goes on serving. Stop rules only raise alarms from now on.";
            case DONE -> "DONE: generation 1 is not needed any more. No way leads back, except to reopen the unit.";
        };
    }

    List<String> back(List<UnitState> states, boolean isNow) {
        if (states.isEmpty()) {
            return List.of("No way leads back from where these units are.");
        }
        List<String> sentences = new ArrayList<>();
        states.stream()
                .flatMap(state -> state.route().phase().back().stream())
                .distinct()
                .sorted()
                .forEach(to -> sentences.add(to(to)));
        sentences.add("No gate is asked, and a move forward that is under way is cancelled.");
        if (states.stream().anyMatch(state -> state.route().phase().compareTo(Phase.READS) > 0)) {
            sentences.add(isNow ? notWaiting() : waiting("generation 2"));
        }
        return sentences;
    }

    private String waiting(String side) {
        return "The move waits until no write is under way on %s, %s at most; then it gives up and nothing changes."
                .formatted(side, Words.length(pace.waiting()));
    }

    private static String notWaiting() {
        return "It waits for nothing: the order of transactions in progress is not kept. Transactions stay on their side.";
    }

    List<String> worst(boolean isNow) {
        return isNow
                ? List.of("No write is refused, but a transaction in progress may be overtaken by a later one.")
                : List.of(
                        "New writes of a unit get 503 with Retry-After for %s at most at a time; nothing is done, and callers repeat them."
                                .formatted(Words.length(pace.holding())),
                        "Lists, statuses and repeats go on.");
    }
}
