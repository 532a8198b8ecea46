package io.github.kdpbridge.recipes;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.openrewrite.java.tree.J;

/** The files of a run that move, each moved once and before the first is written: one that fails keeps all of them. */
final class Moves {
    private final Map<UUID, J.CompilationUnit> units = new HashMap<>();
    private final Map<UUID, J.CompilationUnit> moved = new HashMap<>();
    private boolean isDone;

    /** Returns whether no file of the run uses the interface. */
    boolean isEmpty() {
        return units.isEmpty();
    }

    void add(J.CompilationUnit unit) {
        units.put(unit.getId(), unit);
    }

    /** Moves all files, unless that is done or something keeps them. */
    void prepare(ModuleFacts facts, UnaryOperator<J.CompilationUnit> move, Consumer<Throwable> log) {
        if (isDone || !facts.blocks().isEmpty()) {
            return;
        }
        isDone = true;
        units.values().forEach(unit -> {
            try {
                moved.put(unit.getId(), move.apply(unit));
            } catch (RuntimeException e) {
                facts.fails(unit, e, log);
            }
        });
    }

    /** Returns what a file becomes; one that another recipe changed since is moved anew. */
    @SuppressWarnings("ReferenceEquality") // a changed file equals the one that it was
    J.CompilationUnit of(J.CompilationUnit unit, UnaryOperator<J.CompilationUnit> move) {
        J.CompilationUnit done = moved.get(unit.getId());
        return done != null && units.get(unit.getId()) == unit ? done : move.apply(unit);
    }
}
