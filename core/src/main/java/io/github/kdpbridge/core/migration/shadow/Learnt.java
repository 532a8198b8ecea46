package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.TransactionStatus;
import java.util.Objects;

/**
 * What pairs of answers taught about the services.
 *
 * @param facts of the portal behind them
 * @param codes of the old service
 * @param assumptions of generation 2
 */
public record Learnt(PortalFacts facts, LearntCodes codes, LearntAssumptions assumptions) {
    private static final Learnt NOTHING = new Learnt(PortalFacts.none(), LearntCodes.none());

    public Learnt {
        Objects.requireNonNull(facts, "facts");
        Objects.requireNonNull(codes, "codes");
        Objects.requireNonNull(assumptions, "assumptions");
    }

    /** Has learnt nothing of assumptions. */
    public Learnt(PortalFacts facts, LearntCodes codes) {
        this(facts, codes, LearntAssumptions.none());
    }

    /** Has learnt of assumptions only. */
    public static Learnt of(LearntAssumptions assumptions) {
        return new Learnt(PortalFacts.none(), LearntCodes.none(), assumptions);
    }

    /** Has learnt of the portal only. */
    public static Learnt of(PortalFacts facts) {
        return new Learnt(facts, LearntCodes.none());
    }

    /** Has learnt nothing. */
    public static Learnt nothing() {
        return NOTHING;
    }

    /** Returns what both have learnt. */
    public Learnt plus(Learnt other) {
        return new Learnt(facts.plus(other.facts), codes.plus(other.codes), assumptions.plus(other.assumptions));
    }

    /** Returns what the answers to one question teach. */
    @SuppressWarnings("unchecked") // the operation tells the type of its answers
    static <A> Learnt of(Operation<?, A> operation, Answer<A> gen1, Answer<A> gen2) {
        PortalFacts facts = PortalFacts.none();
        if (operation.equals(Operation.DEVICES)) {
            facts = facts.devices((Answer<Page<ListedDevice>>) gen1, (Answer<Page<ListedDevice>>) gen2);
        } else if (operation.equals(Operation.STATUS)) {
            facts = facts.status((Answer<TransactionStatus>) gen1, (Answer<TransactionStatus>) gen2);
        }
        return new Learnt(
                facts,
                LearntCodes.none().pair(gen1, gen2),
                LearntAssumptions.none().answer(gen2));
    }
}
