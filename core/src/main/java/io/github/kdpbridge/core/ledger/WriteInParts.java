package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.Completion;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceOutcomes;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.contract.Surprises;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** A write that was sent in parts, which is one transaction for its caller. */
record WriteInParts(Entry whole, List<Entry> parts) {
    List<Entry> accepted() {
        return parts.stream().filter(Entry::isAccepted).toList();
    }

    /**
     * Returns the status of the whole.
     *
     * @param statuses those of the {@link #accepted} parts, in their order
     */
    TransactionStatus status(List<TransactionStatus> statuses, Surprises surprises) {
        DeviceOutcomes.Builder devices = new DeviceOutcomes.Builder();
        boolean complete = Objects.requireNonNull(parts.get(0).origin()).parts() == parts.size();
        Iterator<TransactionStatus> next = statuses.iterator();
        for (Entry part : parts) {
            if (part.outcome() instanceof Outcome.Refused refused) {
                devices.addAll(DeviceOutcomes.failed(((DeviceWrite) part.request()).devices(), refused.error()));
            } else if (part.isAccepted()) {
                TransactionStatus status = next.next();
                devices.addAll(status.devices());
                complete &= status.complete();
            } else {
                complete = false;
            }
        }
        TransactionState state = complete ? TransactionState.COMPLETE : TransactionState.PROGRESS;
        if (statuses.isEmpty()) {
            return new TransactionStatus(
                    whole.request().transaction(), state, whole.request().type(), devices.build());
        }
        TransactionStatus first = statuses.get(0);
        TransactionStatus merged = new TransactionStatus(
                whole.request().transaction(),
                state,
                first.type(),
                devices.build(),
                DeviceCoverage.ALL,
                first.error(),
                first.orderNo(),
                first.unknown());
        // A repeated device was sent once.
        return complete ? Completion.of(((DeviceWrite) whole.request()).devices(), merged, surprises) : merged;
    }
}
