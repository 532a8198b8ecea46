package io.github.kdpbridge.gateway.migration;

import io.github.kdpbridge.core.migration.Evidence;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.shadow.Parity;
import io.github.kdpbridge.core.migration.shadow.Tally;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What the comparisons of some units came to.
 *
 * @param units the sums of each unit that was compared
 * @param ofAccount the comparisons of the account, as {@link Evidence.Parity} has them
 */
record ComparedUnits(Map<Unit, Sum> units, long ofAccount) {
    /**
     * The sum of a unit.
     *
     * @param equalLists the device lists that are equal, and not empty
     */
    private record Sum(Tally tally, long equalLists) {
        private static final Sum NONE = new Sum(Tally.empty(), 0);

        private static Sum of(Parity parity) {
            return new Sum(parity.tally(), parity.equalLists());
        }

        private Sum plus(Sum other) {
            return new Sum(tally.plus(other.tally), equalLists + other.equalLists);
        }
    }

    static ComparedUnits of(Collection<Parity> counts, long ofAccount) {
        Map<Unit, Sum> units = new HashMap<>();
        counts.forEach(parity -> units.merge(parity.unit(), Sum.of(parity), Sum::plus));
        return new ComparedUnits(units, ofAccount);
    }

    Evidence.Parity parity(Unit unit, long open, long unknownCodes) {
        Sum sum = units.getOrDefault(unit, Sum.NONE);
        Tally tally = sum.tally();
        Evidence.Counts counts = new Evidence.Counts(
                tally.matched(), tally.tolerated(), tally.mismatched(), tally.incomparable(), tally.dropped());
        return new Evidence.Parity(counts, ofAccount, open, sum.equalLists(), unknownCodes);
    }
}
