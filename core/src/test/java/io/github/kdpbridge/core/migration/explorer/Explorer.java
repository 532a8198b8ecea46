package io.github.kdpbridge.core.migration.explorer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Goes through all interleavings of a design in a world, breadth first, so that the first counterexample is a shortest. */
final class Explorer {
    private final Protocol protocol;
    private final Invariants invariants;
    private final Map<State, State> parents = new HashMap<>();
    private final Map<Invariant, List<State>> broken = new EnumMap<>(Invariant.class);

    private Explorer(Design design, World world) {
        protocol = new Protocol(design, world);
        invariants = new Invariants(design, world);
    }

    /**
     * What was found.
     *
     * @param states the number of states, symmetric ones folded
     * @param broken the steps to the first violation of each broken invariant
     */
    record Result(int states, Map<Invariant, List<String>> broken) {}

    static Result explore(Design design, World world) {
        return new Explorer(design, world).explore(world.start());
    }

    private Result explore(State start) {
        Queue<State> left = new ArrayDeque<>(List.of(start));
        parents.put(start, start);
        for (State state = left.poll(); state != null; state = left.poll()) {
            State before = state;
            protocol.from(before, (next, label, arguments) -> {
                State after = next.fold();
                boolean isNew = parents.putIfAbsent(after, before) == null;
                Invariant invariant = invariants.brokenBy(before, after);
                if (isNew) {
                    left.add(after);
                    invariant = invariant == null ? invariants.brokenIn(after) : invariant;
                }
                if (invariant != null) {
                    broken.putIfAbsent(invariant, List.of(before, after));
                }
            });
        }
        Map<Invariant, List<String>> stories = new EnumMap<>(Invariant.class);
        broken.forEach((invariant, step) -> stories.put(invariant, story(step.get(0), step.get(1))));
        return new Result(parents.size(), stories);
    }

    /** Labels are made for stories alone: they would take most of the time. */
    private List<String> story(State last, State end) {
        List<String> labels = new ArrayList<>();
        State after = end;
        for (State before = last; !before.equals(after); before = parents.get(before)) {
            labels.add(label(before, after));
            after = before;
        }
        Collections.reverse(labels);
        return labels;
    }

    private String label(State before, State after) {
        List<String> labels = new ArrayList<>();
        protocol.from(before, (next, label, arguments) -> {
            if (next.fold().equals(after)) {
                labels.add(label.formatted(arguments));
            }
        });
        return labels.get(0);
    }
}
