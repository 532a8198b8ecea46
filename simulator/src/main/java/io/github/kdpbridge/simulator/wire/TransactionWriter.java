package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.json.Fields;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.DeviceOutcome;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Transaction;
import io.github.kdpbridge.simulator.portal.TransactionView;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.Switch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes transactions as a dialect has them (contract, section 5): in generation 1 with all devices in the order of the
 * request, the good ones as their identifier only (documented), and with none while in progress (assumed); in
 * generation 2 with the failed ones only, and without {@code devices} when none failed (documented).
 */
final class TransactionWriter {
    private final Generation generation;
    private final Dialect dialect;
    private final Refusals refusals;
    private final IdentifierForm identifiers;

    TransactionWriter(Generation generation, Dialect dialect, Refusals refusals) {
        this.generation = generation;
        this.dialect = dialect;
        this.refusals = refusals;
        this.identifiers = new IdentifierForm(dialect);
    }

    /** The transaction with all its devices that are shown. */
    Fields whole(TransactionView view) {
        return with(view, devices(view));
    }

    /** The transaction once for each page of its devices that are shown; one page when there are none. */
    List<Fields> pages(TransactionView view) {
        List<Fields> devices = devices(view);
        int size = dialect.get(Dialect.FAILED_DEVICES_PER_PAGE);
        if (size == 0 || devices.size() <= size) {
            return List.of(with(view, devices));
        }
        List<Fields> pages = new ArrayList<>();
        for (int from = 0; from < devices.size(); from += size) {
            pages.add(with(view, devices.subList(from, Math.min(from + size, devices.size()))));
        }
        return pages;
    }

    private Fields with(TransactionView view, List<Fields> devices) {
        Transaction transaction = view.transaction();
        Fields fields = new Fields()
                .and("transactionId", transaction.id())
                .and("state", state(view))
                .and("type", shown(Dialect.TYPE_SHOWN, transaction.kind().statusType()))
                .and(
                        "operationType",
                        shown(Dialect.OPERATION_TYPE_SHOWN, transaction.kind().name()));
        if (generation == Generation.TWO) {
            fields.and("orderNo", transaction.orderNo());
        }
        Condition failure = transaction.failure();
        if (view.complete() && failure != null) {
            refusals.coded(failure, transaction.parties().customerId()).addTo(fields);
        }
        return fields.and("devices", generation == Generation.TWO && devices.isEmpty() ? null : devices);
    }

    private @Nullable String shown(Switch<Boolean> flag, String value) {
        return dialect.get(flag) ? value : null;
    }

    private String state(TransactionView view) {
        String working = dialect.stateWhileWorking();
        return view.complete() || working == null ? view.state() : working;
    }

    private List<Fields> devices(TransactionView view) {
        Transaction transaction = view.transaction();
        if (!view.complete() && !dialect.get(Dialect.DEVICES_IN_PROGRESS)) {
            return List.of();
        }
        if (generation == Generation.TWO && transaction.failure() != null) {
            return List.of();
        }
        return transaction.outcomes().stream()
                .filter(it -> generation == Generation.ONE || !it.repeated())
                .filter(it -> it.failure() != null || dialect.get(Dialect.GOOD_DEVICES_LISTED))
                .map(it -> device(it, transaction))
                .toList();
    }

    private Fields device(DeviceOutcome outcome, Transaction transaction) {
        Fields fields =
                new Fields().and(identifiers.field(outcome.type()), identifiers.write(outcome.type(), outcome.id()));
        Condition failure = outcome.failure();
        return failure == null
                ? fields
                : refusals.coded(failure, outcome, transaction).addTo(fields);
    }
}
