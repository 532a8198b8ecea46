package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.json.Fields;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.json.JsonValue;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.DeviceOutcome;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.portal.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * How generation 1 writes errors (contract, sections 4 and 8): with the transaction's id, if the request named one. Only
 * a wrong key has neither id nor state.
 */
final class Gen1Refusals implements Refusals {
    private static WireError error(Condition condition) {
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
    private static String data(Condition condition, String subject) {
        return switch (condition) {
            case RESELLER_ID_MISSING -> "reseller id is missing";
            case CUSTOMER_ID_INVALID, CUSTOMER_NOT_FOUND -> "customer not found. (customer id : [" + subject + "])";
            case TRANSACTION_ID_INVALID, TRANSACTION_NOT_FOUND ->
                "transaction not found. (transaction id : [" + subject + "])";
            case AUTHORIZATION_FAIL, RESELLER_ID_INVALID, RESELLER_NOT_FOUND ->
                "resellerId " + subject + " is not the account of the caller";
            default -> condition.text(subject);
        };
    }

    @Override
    public Reply refusal(Call call, Refused refused) {
        Condition condition = refused.condition();
        WireError error = error(condition);
        String data = condition == Condition.PARAMETER_INVALID ? refused.text() : data(condition, refused.subject());
        return condition == Condition.KEY_INVALID
                ? Reply.json(error.status(), coded(error, data).addTo(new Fields()))
                : refusal(call, error.status(), error, data);
    }

    @Override
    public Reply misdirected(Call call, int status, String data) {
        return refusal(call, status, error(Condition.PARAMETER_INVALID), data);
    }

    @Override
    public Coded coded(Condition failure, String subject) {
        return coded(error(failure), data(failure, subject));
    }

    @Override
    public Coded coded(Condition failure, DeviceOutcome outcome, Transaction transaction) {
        String data = switch (failure) {
            case DEVICE_INVALID -> "This device [" + outcome.id() + "] invalid";
            case DEVICE_DUPLICATE, DEVICE_DUPLICATE_SAME_CUSTOMER ->
                "device " + IdentifierForm.byType(outcome.type()) + "[" + outcome.id() + "] already exists";
            case CUSTOMER_NOT_FOUND -> data(failure, transaction.parties().customerId());
            default -> data(failure, outcome.id());
        };
        return coded(error(failure), data);
    }

    private static Coded coded(WireError error, String data) {
        return new Coded(error.code(), error.name(), data);
    }

    private static Reply refusal(Call call, int status, WireError error, String data) {
        Fields fields = new Fields().and("transactionId", transactionId(call)).and("state", "Rejected");
        return Reply.json(status, coded(error, data).addTo(fields));
    }

    private static @Nullable String transactionId(Call call) {
        if (call.method().equals("GET")) {
            return call.parameter("transactionId");
        }
        try {
            return JsonValue.parse(call.content()).field("transactionId").textOrNull();
        } catch (JsonProblem unreadable) {
            return null;
        }
    }
}
