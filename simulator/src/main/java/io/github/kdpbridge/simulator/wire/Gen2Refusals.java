package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.json.Fields;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.DeviceOutcome;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.portal.Transaction;
import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.simulator.world.Dialect;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * How generation 2 and its token services write errors (contract, sections 1, 4 and 8): with an error id, except for
 * errors of the token.
 */
public final class Gen2Refusals implements Refusals {
    /** Codes of the token services have seven digits, all others have eight. */
    private static final int FIRST_OF_EIGHT_DIGITS = 10_000_000;

    private final Supplier<Dialect> dialect;

    public Gen2Refusals(Supplier<Dialect> dialect) {
        this.dialect = dialect;
    }

    @Override
    public Reply refusal(Call call, Refused refused) {
        Condition condition = refused.condition();
        WireError error = error(condition);
        return condition == Condition.BEARER_TOKEN_INVALID
                ? Reply.json(error.status(), new Fields().and("error", condition.text("")))
                : refusal(error.status(), error, coded(condition, refused.subject()));
    }

    @Override
    public Reply misdirected(Call call, int status, String data) {
        WireError error = error(Condition.PARAMETER_INVALID);
        return refusal(status, error, new Coded(error.code(), error.name(), data));
    }

    @Override
    public Coded coded(Condition failure, String subject) {
        WireError error = error(failure);
        Dialect.CodeForm form = dialect.get().get(Dialect.CODES);
        return Coded.of(form, error, contradicting(error.code()), failure.text(subject));
    }

    @Override
    public Coded coded(Condition failure, DeviceOutcome outcome, Transaction transaction) {
        return coded(failure == Condition.DEVICE_INVALID ? invalid(outcome.type()) : failure, outcome.id());
    }

    private Condition invalid(DeviceType type) {
        return switch (dialect.get().get(Dialect.INVALID_DEVICE)) {
            case DEVICE_INVALID -> Condition.DEVICE_INVALID;
            case ID -> Condition.DEVICE_ID_INVALID;
            case BY_TYPE ->
                switch (type) {
                    case IMEI -> Condition.DEVICE_IMEI_INVALID;
                    case MEID -> Condition.DEVICE_MEID_INVALID;
                    case SN -> Condition.DEVICE_SERIAL_INVALID;
                };
        };
    }

    private static Reply refusal(int status, WireError error, Coded coded) {
        String errorId = error.code() < FIRST_OF_EIGHT_DIGITS
                ? null
                : UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        return Reply.json(status, coded.addTo(new Fields().and("errorId", errorId)));
    }

    /** The least other code of the same length: one that is in the table, under another name. */
    private static int contradicting(int code) {
        return Arrays.stream(Condition.values())
                .mapToInt(it -> error(it).code())
                .filter(it -> it > 0 && it != code)
                .filter(it -> it < FIRST_OF_EIGHT_DIGITS == code < FIRST_OF_EIGHT_DIGITS)
                .min()
                .orElseThrow();
    }

    private static WireError error(Condition condition) {
        return switch (condition) {
            case PARAMETER_INVALID, RESELLER_ID_MISSING -> new WireError(40000000, "RESOURCE_INVALID_PARAM", 400);
            case PARAMETER_DUPLICATE -> new WireError(40000001, "RESOURCE_DUPLICATE_PARAM", 400);
            case PAGE_OUT_OF_BOUNDS -> new WireError(40000002, "PAGE_OUT_OF_BOUNDS", 400);
            case DEVICE_COUNT_EXCEEDED -> new WireError(40000003, "DEVICE_COUNT_EXCEEDED", 400);
            case DEVICE_INVALID -> new WireError(40000004, "DEVICE_INVALID", 400);
            case DEVICE_DUPLICATE, DEVICE_DUPLICATE_SAME_CUSTOMER -> new WireError(40000005, "DEVICE_DUPLICATE", 400);
            case DEVICE_ID_INVALID -> new WireError(40000006, "DEVICE_ID_INVALID", 400);
            case DEVICE_IMEI_INVALID -> new WireError(40000007, "DEVICE_IMEI_INVALID", 400);
            case DEVICE_MEID_INVALID -> new WireError(40000008, "DEVICE_MEID_INVALID", 400);
            case DEVICE_SERIAL_INVALID -> new WireError(40000009, "DEVICE_SERIAL_INVALID", 400);
            case RESELLER_ID_INVALID -> new WireError(40000010, "RESELLER_ID_INVALID", 400);
            case CUSTOMER_ID_INVALID -> new WireError(40000011, "CUSTOMER_ID_INVALID", 400);
            case TRANSACTION_ID_INVALID -> new WireError(40000013, "TRANSACTION_ID_INVALID", 400);
            case TRANSACTION_ID_DUPLICATE -> new WireError(40000014, "TRANSACTION_ID_DUPLICATE", 400);
            case DEVICE_NOT_THERE -> new WireError(40000044, "RESELLER_CUSTOMER_DEVICE_NOT_FOUND", 400);
            case AUTHORIZATION_FAIL -> new WireError(40300000, "AUTHORIZATION_FAIL", 403);
            case RESELLER_NOT_FOUND -> new WireError(40400001, "RESELLER_NOT_FOUND", 404);
            case CUSTOMER_NOT_FOUND -> new WireError(40400002, "CUSTOMER_NOT_FOUND", 404);
            case VENDOR_NOT_FOUND -> new WireError(40400003, "VENDOR_NOT_FOUND", 404);
            case ASSOCIATION_NOT_FOUND -> new WireError(40400004, "ASSOCIATION_NOT_FOUND", 404);
            case TRANSACTION_NOT_FOUND -> new WireError(40400009, "TRANSACTION_NOT_FOUND", 404);
            case SIGNED_TOKEN_BAD -> new WireError(4012250, "ACCESS_TOKEN_BAD_REQUEST", 401);
            case ACCESS_TOKEN_EXPIRED -> new WireError(4032251, "ACCESS_TOKEN_EXPIRED", 403);
            case JWT_REUSED -> new WireError(4002250, "API_KEY_NON_UNIQUE_JWTID", 400);
            case VALIDITY_INVALID ->
                new WireError(4002251, "ACCESS_TOKEN_TIMEOUT_VALIDITY_RESOURCE_INVALID_PARAM", 400);
            case INTERNAL_SERVER_ERROR -> new WireError(50000000, "INTERNAL_SERVER_ERROR", 500);
            // Neither has a code: the one has a body of its own, the other belongs to generation 1.
            case BEARER_TOKEN_INVALID, KEY_INVALID -> new WireError(0, condition.name(), 401);
        };
    }
}
