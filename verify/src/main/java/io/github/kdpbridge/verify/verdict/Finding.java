package io.github.kdpbridge.verify.verdict;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Exchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one scenario, or of one request of a session, on both sides.
 *
 * @param name what it is called
 * @param operation what it is about
 * @param condition what it shows of it
 * @param outcome what came of it
 * @param note why it was not run, or may differ; null if there is nothing to say
 * @param steps what was sent and answered, in order; empty if it was not run
 * @param portal where the portals differ afterwards, or are not as expected
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
     * @param left the exchange with the left side
     * @param right the exchange with the right side
     * @param differences between both answers
     * @param leftUnexpected where the left answer is not as expected, the expectation on the left
     * @param rightUnexpected where the right answer is not as expected, the expectation on the left
     * @param meantToSucceed whether a success is expected, or nothing is
     * @param succeeded whether one of both sides did it
     */
    public record Pair(
            Exchange left,
            Exchange right,
            List<Difference> differences,
            List<Difference> leftUnexpected,
            List<Difference> rightUnexpected,
            boolean meantToSucceed,
            boolean succeeded) {
        /** Copies the lists. */
        public Pair {
            requireNonNull(left);
            requireNonNull(right);
            differences = List.copyOf(differences);
            leftUnexpected = List.copyOf(leftUnexpected);
            rightUnexpected = List.copyOf(rightUnexpected);
        }

        boolean asExpected() {
            return leftUnexpected.isEmpty() && rightUnexpected.isEmpty();
        }
    }

    /**
     * What the portals hold in the end.
     *
     * @param left each device of the left one, in words; null if nobody could look
     * @param right each device of the right one, likewise
     * @param differences between both, a device each
     * @param unexpected where one of them is not as expected
     */
    public record Portals(
            @Nullable List<String> left,
            @Nullable List<String> right,
            List<Difference> differences,
            List<Difference> unexpected) {
        private static final Portals UNSEEN = new Portals(null, null, List.of(), List.of());

        /** Copies the lists. */
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

    /** Copies the steps. */
    public Finding {
        requireNonNull(name);
        requireNonNull(operation);
        requireNonNull(condition);
        requireNonNull(outcome);
        steps = List.copyOf(steps);
        requireNonNull(portal);
    }

    static Finding notRun(String name, String operation, String condition, String why) {
        return new Finding(name, operation, condition, Outcome.NOT_RUN, why, List.of(), Portals.unseen());
    }
}
