package io.github.kdpbridge.compattests.soak;

import static java.util.stream.Collectors.groupingBy;

import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.simulator.portal.AcceptedTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the sides on which the service accepted transactions with what the ledger says of them, and with each other. */
final class SideAudit {
    private final List<String> findings = new ArrayList<>();

    private SideAudit() {}

    /**
     * Looks at all transactions.
     *
     * @param accepted what the service accepted
     * @param sides the side of each transaction that is accepted in the ledger
     * @param processing how long the service works on a transaction
     * @return what is on the wrong side, twice, or was overtaken by a later transaction on the other side
     */
    static List<String> of(List<AcceptedTransaction> accepted, Map<String, Generation> sides, Duration processing) {
        SideAudit audit = new SideAudit();
        audit.eachOnceOnItsSide(accepted, sides);
        accepted.stream()
                .collect(groupingBy(AcceptedTransaction::customerId))
                .values()
                .forEach(ofCustomer -> audit.inOrder(ofCustomer, processing));
        return audit.findings;
    }

    private void eachOnceOnItsSide(List<AcceptedTransaction> accepted, Map<String, Generation> sides) {
        Set<String> seen = new HashSet<>();
        for (AcceptedTransaction transaction : accepted) {
            String id = transaction.transactionId();
            Generation side = side(transaction);
            if (!seen.add(id)) {
                findings.add(id + " was accepted twice, the second time on " + side);
            }
            Generation known = sides.getOrDefault(id, side);
            if (known != side) {
                findings.add(id + " was accepted on " + side + ", and belongs to " + known);
            }
        }
    }

    private void inOrder(List<AcceptedTransaction> ofCustomer, Duration processing) {
        List<AcceptedTransaction> inTime = ofCustomer.stream()
                .sorted(Comparator.comparing(AcceptedTransaction::acceptedAt))
                .toList();
        for (int i = 1; i < inTime.size(); i++) {
            AcceptedTransaction before = inTime.get(i - 1);
            AcceptedTransaction after = inTime.get(i);
            if (side(before) != side(after)
                    && after.acceptedAt().isBefore(before.acceptedAt().plus(processing))) {
                findings.add(after.transactionId() + " was accepted on " + side(after) + " while "
                        + before.transactionId() + " was in progress on " + side(before));
            }
        }
    }

    private static Generation side(AcceptedTransaction transaction) {
        return transaction.generation() == io.github.kdpbridge.simulator.portal.Generation.ONE
                ? Generation.GEN1
                : Generation.GEN2;
    }
}
