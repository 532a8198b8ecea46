package io.github.kdpbridge.simulator.gen2;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.wire.Dialect;
import io.github.kdpbridge.simulator.wire.WireError;
import java.util.UUID;

/**
 * How generation 2 says that something is wrong (contract section 7): with an error id, except where the token is what
 * is wrong, and with one code for every parameter.
 */
public final class Gen2Dialect implements Dialect {
    private static final int TOKEN = 4012250;

    /** The dialect. */
    public Gen2Dialect() {}

    @Override
    public WireError error(Condition condition) {
        return switch (condition) {
            case RESOURCE_INVALID_PARAM, RESELLER_ID_MISSING -> new WireError(40000000, "RESOURCE_INVALID_PARAM", 400);
            case DEVICE_INVALID -> new WireError(40000004, condition.name(), 400);
            case CUSTOMER_ID_INVALID -> new WireError(40000011, condition.name(), 400);
            case DEVICE_COUNT_EXCEEDED -> new WireError(40000006, condition.name(), 400);
            case RESELLER_CUSTOMER_DEVICE_NOT_FOUND -> new WireError(40000044, condition.name(), 400);
            case ACCESS_TOKEN_BAD_REQUEST -> new WireError(TOKEN, condition.name(), 401);
            case AUTHORIZATION_FAIL -> new WireError(40300000, condition.name(), 403);
            case RESELLER_NOT_FOUND -> new WireError(40400001, condition.name(), 404);
            case CUSTOMER_NOT_FOUND -> new WireError(40400004, condition.name(), 404);
            case TRANSACTION_NOT_FOUND -> new WireError(40400005, condition.name(), 404);
            case RESELLER_DEVICE_ALREADY_EXISTS -> new WireError(40900000, condition.name(), 409);
            case DUPLICATE_TRANSACTION_ID -> new WireError(40900001, condition.name(), 409);
            case INTERNAL_SERVER_ERROR -> new WireError(50000000, condition.name(), 500);
        };
    }

    @Override
    public Record refusal(Call call, WireError error, String data) {
        return error.code() == TOKEN
                ? new TokenRefusalDto(error.code(), error.name(), data)
                : new RefusalDto(UUID.randomUUID().toString(), error.code(), error.name(), data);
    }

    private record RefusalDto(String errorId, int code, String message, String data) {}

    private record TokenRefusalDto(int code, String message, String data) {}
}
