package io.github.kdpbridge.simulator.gen2;

import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.DeviceOutcome;
import io.github.kdpbridge.simulator.portal.Kind;
import io.github.kdpbridge.simulator.portal.Transaction;
import io.github.kdpbridge.simulator.portal.TransactionView;
import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.simulator.world.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes transactions as a dialect has them: of their devices, the failed ones only (contract, section 5). */
final class TransactionWriter {
    private final Dialect dialect;
    private final Gen2Refusals refusals;
    private final IdentifierForm identifiers;

    TransactionWriter(Dialect dialect, Gen2Refusals refusals) {
        this.dialect = dialect;
        this.refusals = refusals;
        this.identifiers = new IdentifierForm(dialect);
    }

    /** The transaction with all its devices that are shown. */
    TransactionDto whole(TransactionView view) {
        return with(view, devices(view));
    }

    /** The transaction once for each page of its devices that are shown; one page when there are none. */
    List<TransactionDto> pages(TransactionView view) {
        List<Map<String, @Nullable Object>> devices = devices(view);
        int size = dialect.failedDevicesPerPage();
        if (size == 0 || devices.size() <= size) {
            return List.of(with(view, devices));
        }
        List<TransactionDto> pages = new ArrayList<>();
        for (int from = 0; from < devices.size(); from += size) {
            pages.add(with(view, devices.subList(from, Math.min(from + size, devices.size()))));
        }
        return pages;
    }

    private TransactionDto with(TransactionView view, List<Map<String, @Nullable Object>> devices) {
        Transaction transaction = view.transaction();
        Kind kind = transaction.kind();
        Condition failure = view.complete() ? transaction.failure() : null;
        Coded error = failure == null
                ? null
                : refusals.coded(failure, transaction.parties().customerId());
        return new TransactionDto(
                transaction.id(),
                state(view),
                dialect.typeShown() ? kind.statusType() : null,
                dialect.operationTypeShown() ? kind.name() : null,
                transaction.orderNo(),
                error == null ? null : error.code(),
                error == null ? null : error.message(),
                error == null ? null : error.data(),
                devices.isEmpty() ? null : devices);
    }

    private String state(TransactionView view) {
        String working = dialect.stateWhileWorking();
        return view.complete() || working == null ? view.state() : working;
    }

    private List<Map<String, @Nullable Object>> devices(TransactionView view) {
        Transaction transaction = view.transaction();
        if (transaction.failure() != null || (!view.complete() && !dialect.devicesInProgress())) {
            return List.of();
        }
        return transaction.outcomes().stream()
                .filter(it -> !it.repeated())
                .filter(it -> it.failure() != null || dialect.goodDevicesListed())
                .map(this::device)
                .toList();
    }

    private Map<String, @Nullable Object> device(DeviceOutcome outcome) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(identifiers.field(outcome.type()), identifiers.write(outcome.type(), outcome.id()));
        Condition failure = outcome.failure();
        if (failure != null) {
            Coded error = refusals.coded(inWords(failure, outcome.type()), outcome.id());
            fields.put("code", error.code());
            fields.put("message", error.message());
            fields.put("data", error.data());
        }
        return fields;
    }

    private Condition inWords(Condition failure, DeviceType type) {
        if (failure != Condition.DEVICE_INVALID) {
            return failure;
        }
        return switch (dialect.invalidDevice()) {
            case DEVICE_INVALID -> failure;
            case ID -> Condition.DEVICE_ID_INVALID;
            case BY_TYPE ->
                switch (type) {
                    case IMEI -> Condition.DEVICE_IMEI_INVALID;
                    case MEID -> Condition.DEVICE_MEID_INVALID;
                    case SN -> Condition.DEVICE_SERIAL_INVALID;
                };
        };
    }
}
