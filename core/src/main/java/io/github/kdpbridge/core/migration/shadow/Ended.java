package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.migration.Unit;

/**
 * The end of a question.
 *
 * @param compared the confirmed differences
 * @param isEqualList whether it was a device list that is equal on both sides, and not empty
 */
record Ended(
        Unit unit, Operation<?, ?> operation, Verdict verdict, Compared compared, Learnt learnt, boolean isEqualList) {

    static Ended without(Unit unit, Operation<?, ?> operation, Verdict verdict, Incomparable reason) {
        return new Ended(unit, operation, verdict, Compared.not(reason), Learnt.nothing(), false);
    }

    static Ended notCompared(Unit unit, Operation<?, ?> operation, Incomparable reason) {
        return without(unit, operation, new Verdict.NotCompared(reason), reason);
    }

    /** Returns the end of a question that was compared, or could not be. */
    static <A> Ended of(
            Unit unit, Operation<?, A> operation, Verdict verdict, Compared compared, Answer<A> gen1, Answer<A> gen2) {
        Incomparable reason = compared.incomparable();
        boolean teaches = reason == null || reason == Incomparable.NOT_VISIBLE;
        boolean isEqual = verdict instanceof Verdict.Matched || verdict instanceof Verdict.Tolerated;
        return new Ended(
                unit,
                operation,
                verdict,
                compared,
                teaches ? Learnt.of(operation, gen1, gen2) : Learnt.nothing(),
                isEqual && operation.equals(Operation.DEVICES) && hasItems(gen1) && hasItems(gen2));
    }

    /** Returns the end with something else that the answers taught. */
    Ended with(PortalFacts facts) {
        return new Ended(unit, operation, verdict, compared, learnt.plus(Learnt.of(facts)), isEqualList);
    }

    private static boolean hasItems(Answer<?> answer) {
        return answer.value() instanceof Page<?> page && !page.items().isEmpty();
    }
}
