package io.github.kdpbridge.simulator.gen1;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.DeviceOutcome;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Page;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.portal.Transaction;
import io.github.kdpbridge.simulator.portal.TransactionView;
import io.github.kdpbridge.simulator.wire.AccountOperation;
import io.github.kdpbridge.simulator.wire.Authentication;
import io.github.kdpbridge.simulator.wire.IdentifierField;
import io.github.kdpbridge.simulator.wire.StatusQuery;
import io.github.kdpbridge.simulator.wire.WireError;
import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.simulator.world.World;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of transactions: all their devices in the order of the request, the good ones as their identifier
 * alone (contract, section 5: documented), and none while a transaction is in progress (assumed).
 */
final class StatusOperation extends AccountOperation {
    private final Portal portal;
    private final World.Settings settings;

    StatusOperation(Authentication authentication, Set<String> paths, Portal portal, World.Settings settings) {
        super(authentication, "GET", paths);
        this.portal = portal;
        this.settings = settings;
    }

    @Override
    protected Reply perform(Call call, World.Reseller account) throws Refused {
        StatusQuery query = StatusQuery.read(call, settings);
        List<TransactionView> found = portal.transactions(account, query.selection(true, Duration.ZERO));
        String id = query.transactionId();
        if (id != null && found.isEmpty()) {
            throw Refused.of(Condition.TRANSACTION_ID_INVALID, id);
        }
        if (id != null) {
            // Whatever page is asked for: a named transaction is never missing from its answer (assumed).
            return Reply.json(
                    200,
                    new PageDto(
                            found.size(),
                            1,
                            query.page().pageNum(),
                            found.stream().map(StatusOperation::dto).toList()));
        }
        Page<TransactionView> page = Generation.ONE.shown(query.page().of(found));
        return Reply.json(
                200,
                new PageDto(
                        page.totalCount(),
                        page.totalPages(),
                        page.request().pageNum(),
                        page.items().stream().map(StatusOperation::dto).toList()));
    }

    private static TransactionDto dto(TransactionView view) {
        Transaction transaction = view.transaction();
        Condition failure = view.complete() ? transaction.failure() : null;
        WireError error = failure == null ? null : Gen1Refusals.error(failure);
        return new TransactionDto(
                transaction.id(),
                view.state(),
                transaction.kind().statusType(),
                error == null ? null : error.code(),
                error == null ? null : error.name(),
                failure == null
                        ? null
                        : Gen1Refusals.data(failure, transaction.parties().customerId()),
                view.complete()
                        ? transaction.outcomes().stream()
                                .map(it -> device(it, transaction))
                                .toList()
                        : List.of());
    }

    private static Map<String, Object> device(DeviceOutcome outcome, Transaction transaction) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(IdentifierField.of(outcome.type()), outcome.id());
        Condition failure = outcome.failure();
        if (failure != null) {
            WireError error = Gen1Refusals.error(failure);
            fields.put("code", error.code());
            fields.put("message", error.name());
            fields.put("data", data(failure, outcome, transaction));
        }
        return fields;
    }

    private static String data(Condition failure, DeviceOutcome outcome, Transaction transaction) {
        return switch (failure) {
            case DEVICE_INVALID -> "This device [" + outcome.id() + "] invalid";
            case DEVICE_DUPLICATE, DEVICE_DUPLICATE_SAME_CUSTOMER -> alreadyExists(outcome.type(), outcome.id());
            case CUSTOMER_NOT_FOUND ->
                Gen1Refusals.data(failure, transaction.parties().customerId());
            default -> Gen1Refusals.data(failure, outcome.id());
        };
    }

    private static String alreadyExists(DeviceType type, String id) {
        return "device " + IdentifierField.of(type) + "[" + id + "] already exists";
    }

    private record PageDto(int totalCount, int totalPage, int pageNum, List<TransactionDto> transactions) {}

    private record TransactionDto(
            String transactionId,
            String state,
            String type,
            @Nullable Integer code,
            @Nullable String message,
            @Nullable String data,
            List<Map<String, Object>> devices) {}
}
