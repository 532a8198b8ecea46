package io.github.kdpbridge.simulator.gen1;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.json.JsonObject;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.wire.Refusals;
import io.github.kdpbridge.simulator.wire.WireError;
import io.github.kdpbridge.simulator.wire.Wording;
import org.jspecify.annotations.Nullable;

/**
 * How generation 1 says that something is wrong (contract, sections 4 and 8): with the transaction's id, whenever the
 * request named one. Only a wrong key has neither id nor state.
 */
final class Gen1Refusals implements Refusals {
    static WireError error(Condition condition) {
        return switch (condition) {
            case PARAMETER_INVALID, PAGE_OUT_OF_BOUNDS -> new WireError(4000000, "RESOURCE_INVALID_PARAM", 400);
            case DEVICE_INVALID, DEVICE_ID_INVALID, DEVICE_IMEI_INVALID, DEVICE_MEID_INVALID, DEVICE_SERIAL_INVALID ->
                new WireError(4000000, "RESOURCE_INVALID_PARAM", 400);
            case PARAMETER_DUPLICATE -> new WireError(4000001, "RESOURCE_DUPLICATE_PARAM", 400);
            case DEVICE_COUNT_EXCEEDED -> new WireError(4000019, "TOO_MANY_DEVICES", 400);
            case RESELLER_ID_MISSING -> new WireError(4002101, "RESELLER_ID_MISSING", 400);
            case DEVICE_NOT_THERE -> new WireError(40000044, "RESELLER_CUSTOMER_DEVICE_NOT_FOUND", 400);
            case KEY_INVALID,
                    BEARER_TOKEN_INVALID,
                    SIGNED_TOKEN_BAD,
                    ACCESS_TOKEN_EXPIRED,
                    JWT_REUSED,
                    VALIDITY_INVALID -> new WireError(4010000, "AUTHORIZATION_FAIL", 401);
            case AUTHORIZATION_FAIL, RESELLER_ID_INVALID, RESELLER_NOT_FOUND ->
                new WireError(4030000, "AUTHORIZATION_FAIL", 403);
            case VENDOR_NOT_FOUND -> new WireError(4040003, "VENDOR_NOT_FOUND", 404);
            case ASSOCIATION_NOT_FOUND -> new WireError(4040004, "ASSOCIATION_NOT_FOUND", 404);
            case CUSTOMER_ID_INVALID, CUSTOMER_NOT_FOUND -> new WireError(4042104, "CUSTOMER_NOT_FOUND", 404);
            case TRANSACTION_ID_INVALID, TRANSACTION_NOT_FOUND -> new WireError(4042105, "TRANSACTION_NOT_FOUND", 404);
            case DEVICE_DUPLICATE, DEVICE_DUPLICATE_SAME_CUSTOMER ->
                new WireError(4092100, "RESELLER_DEVICE_ALREADY_EXISTS", 409);
            case TRANSACTION_ID_DUPLICATE -> new WireError(4092101, "TRANSACTION_ID_DUPLICATE", 409);
            case INTERNAL_SERVER_ERROR -> new WireError(5000000, "INTERNAL_SERVER_ERROR", 500);
        };
    }

    /** The text of a condition, where generation 1 has its own or the vendor's. */
    static String data(Condition condition, String subject) {
        return switch (condition) {
            case RESELLER_ID_MISSING -> "reseller id is missing";
            case CUSTOMER_ID_INVALID, CUSTOMER_NOT_FOUND -> "customer not found. (customer id : [" + subject + "])";
            case TRANSACTION_ID_INVALID, TRANSACTION_NOT_FOUND ->
                "transaction not found. (transaction id : [" + subject + "])";
            case AUTHORIZATION_FAIL, RESELLER_ID_INVALID, RESELLER_NOT_FOUND ->
                "resellerId " + subject + " is not the account of the caller";
            default -> Wording.of(condition, subject);
        };
    }

    @Override
    public Reply refusal(Call call, Refused refused) {
        Condition condition = refused.condition();
        WireError error = error(condition);
        String data = condition == Condition.PARAMETER_INVALID ? refused.text() : data(condition, refused.subject());
        return condition == Condition.KEY_INVALID
                ? Reply.json(error.status(), new KeyRefusalDto(error.code(), error.name(), data))
                : refusal(call, error.status(), error, data);
    }

    @Override
    public Reply misdirected(Call call, int status, String data) {
        return refusal(call, status, error(Condition.PARAMETER_INVALID), data);
    }

    private static Reply refusal(Call call, int status, WireError error, String data) {
        return Reply.json(status, new RefusalDto(transactionId(call), "Rejected", error.code(), error.name(), data));
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

    private record RefusalDto(@Nullable String transactionId, String state, int code, String message, String data) {}

    private record KeyRefusalDto(int code, String message, String data) {}
}
