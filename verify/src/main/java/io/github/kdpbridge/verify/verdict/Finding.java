package io.github.kdpbridge.verify.verdict;

import io.github.kdpbridge.verify.peer.ScenarioRun.StepRun;
import io.github.kdpbridge.verify.session.Difference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one scenario, or of one request of a session, on both sides.
 *
 * @param condition the case of the operation
 * @param note why it was not run, or may differ; null for none
 * @param steps in order; empty if it was not run
 */
public record Finding(
        String name,
        String operation,
        String condition,
        Outcome outcome,
        @Nullable String note,
        List<Pair> steps,
        Portals portal) {

    /**
     * One request and both answers.
     *
     * @param differences between both answers
     * @param meantToSucceed whether a success is expected, or anything is
     * @param succeeded whether it succeeded on either side
     */
    public record Pair(
            StepRun left, StepRun right, List<Difference> differences, boolean meantToSucceed, boolean succeeded) {
        public Pair {
            differences = List.copyOf(differences);
        }

        boolean asExpected() {
            return left.differences().isEmpty() && right.differences().isEmpty();
        }
    }

    /**
     * The devices in the portals at the end, in words.
     *
     * @param left null if the left portal could not be inspected
     * @param right null if the right portal could not be inspected
     * @param unexpected where one of them is not as expected
     */
    public record Portals(
            @Nullable List<String> left,
            @Nullable List<String> right,
            List<Difference> differences,
            List<Difference> unexpected) {
        private static final Portals UNSEEN = new Portals(null, null, List.of(), List.of());

        public Portals {
            left = left == null ? null : List.copyOf(left);
            right = right == null ? null : List.copyOf(right);
            differences = List.copyOf(differences);
            unexpected = List.copyOf(unexpected);
        }

        static Portals unseen() {
            return UNSEEN;
        }
    }

    public Finding {
        steps = List.copyOf(steps);
    }

    static Finding notRun(String name, String operation, String condition, String why) {
        return new Finding(name, operation, condition, Outcome.NOT_RUN, why, List.of(), Portals.unseen());
    }
}
