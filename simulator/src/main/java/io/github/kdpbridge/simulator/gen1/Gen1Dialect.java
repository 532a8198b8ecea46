package io.github.kdpbridge.simulator.gen1;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.json.JsonObject;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.wire.Dialect;
import io.github.kdpbridge.simulator.wire.WireError;
import org.jspecify.annotations.Nullable;

/**
 * How generation 1 says that something is wrong (contract section 7): with the transaction's id, whenever the request
 * named one.
 */
final class Gen1Dialect implements Dialect {
    @Override
    public WireError error(Condition condition) {
        return switch (condition) {
            case RESOURCE_INVALID_PARAM -> new WireError(4000000, condition.name(), 400);
            case RESELLER_ID_MISSING -> new WireError(4002101, condition.name(), 400);
            case DEVICE_INVALID -> new WireError(4002102, condition.name(), 400);
            case CUSTOMER_ID_INVALID -> new WireError(4002104, condition.name(), 400);
            case DEVICE_COUNT_EXCEEDED -> new WireError(4002106, condition.name(), 400);
            case RESELLER_CUSTOMER_DEVICE_NOT_FOUND -> new WireError(40000044, condition.name(), 400);
            case ACCESS_TOKEN_BAD_REQUEST -> new WireError(4012250, condition.name(), 401);
            case AUTHORIZATION_FAIL -> new WireError(4030000, condition.name(), 403);
            case RESELLER_NOT_FOUND -> new WireError(4042101, condition.name(), 404);
            case CUSTOMER_NOT_FOUND -> new WireError(4042104, condition.name(), 404);
            case TRANSACTION_NOT_FOUND -> new WireError(4042105, condition.name(), 404);
            case RESELLER_DEVICE_ALREADY_EXISTS -> new WireError(4092100, condition.name(), 409);
            case DUPLICATE_TRANSACTION_ID -> new WireError(4092101, condition.name(), 409);
            case INTERNAL_SERVER_ERROR -> new WireError(5000000, condition.name(), 500);
        };
    }

    @Override
    public Record refusal(Call call, WireError error, String data) {
        return new RefusalDto(transactionId(call), "Rejected", error.code(), error.name(), data);
    }

    private static @Nullable String transactionId(Call call) {
        if (call.method().equals("GET")) {
            return call.parameter("transactionId");
        }
        try {
            return JsonObject.parse(call.content()).field("transactionId").textOrNull();
        } catch (JsonProblem unreadable) {
            return null;
        }
    }
}
