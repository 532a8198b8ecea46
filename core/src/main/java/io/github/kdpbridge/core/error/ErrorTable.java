package io.github.kdpbridge.core.error;

import static io.github.kdpbridge.core.error.ErrorLevel.DEVICE;
import static io.github.kdpbridge.core.error.ErrorLevel.REQUEST;
import static io.github.kdpbridge.core.error.Evidence.ASSUMED;
import static io.github.kdpbridge.core.error.Evidence.DOCUMENTED;
import static io.github.kdpbridge.core.error.Evidence.OBSERVED;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.kdpbridge.core.error.ErrorRow.Wording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the standard catalogue (contract, section 8).
 *
 * <p>Generation 2's numbers and names are documented. Its HTTP statuses are documented where a sample shows one, and are
 * the first three digits of the number otherwise (assumed). The evidence of a row is that of its translation.
 */
final class ErrorTable {
    private static final String INVALID_DEVICE = "This device [%1$s] invalid";
    private static final String NO_CUSTOMER = "customer not found. (customer id : [%1$s])";
    private static final String NO_TRANSACTION = "transaction not found. (transaction id : [%1$s])";

    private ErrorTable() {}

    static ImmutableMap<Condition, ErrorRow> rows() {
        return Maps.uniqueIndex(
                List.of(
                        same(Condition.SUCCESS, "2000000", "SUCCESS", 200, DOCUMENTED),
                        row(Condition.RESOURCE_INVALID_PARAM, "40000000", gen1("4000000", 400), DOCUMENTED),
                        new ErrorRow(
                                Condition.RESELLER_ID_MISSING,
                                REQUEST,
                                new Wording("40000000", "RESOURCE_INVALID_PARAM", 400),
                                new Wording("4002101", "RESELLER_ID_MISSING", 400),
                                "reseller id is missing",
                                DOCUMENTED),
                        row(Condition.RESOURCE_DUPLICATE_PARAM, "40000001", gen1("4000001", 400), ASSUMED),
                        row(Condition.PAGE_OUT_OF_BOUNDS, "40000002", gen1("4000002", 400), ASSUMED),
                        row(
                                Condition.DEVICE_COUNT_EXCEEDED,
                                "40000003",
                                new Wording("4000019", "TOO_MANY_DEVICES", 400),
                                ASSUMED),
                        invalidDevice(Condition.DEVICE_INVALID, "40000004", DOCUMENTED),
                        device(
                                Condition.DEVICE_DUPLICATE,
                                "40000005",
                                new Wording("4092100", "RESELLER_DEVICE_ALREADY_EXISTS", 400),
                                "device %2$s[%1$s] already exists",
                                DOCUMENTED),
                        invalidDevice(Condition.DEVICE_ID_INVALID, "40000006", ASSUMED),
                        invalidDevice(Condition.DEVICE_IMEI_INVALID, "40000007", ASSUMED),
                        invalidDevice(Condition.DEVICE_MEID_INVALID, "40000008", ASSUMED),
                        invalidDevice(Condition.DEVICE_SERIAL_INVALID, "40000009", ASSUMED),
                        new ErrorRow(
                                Condition.RESELLER_DEVICE_INVALID,
                                DEVICE,
                                null,
                                new Wording("4092106", "RESELLER_DEVICE_INVALID", 400),
                                null,
                                OBSERVED),
                        row(
                                Condition.RESELLER_ID_INVALID,
                                "40000010",
                                new Wording("4042100", "RESELLER_NOT_FOUND", 404),
                                ASSUMED),
                        text(
                                Condition.CUSTOMER_ID_INVALID,
                                "40000011",
                                new Wording("4042104", "CUSTOMER_NOT_FOUND", 404),
                                NO_CUSTOMER,
                                OBSERVED),
                        row(
                                Condition.CUSTOMER_RESELLER_ALREADY_ASSOCIATED,
                                "40000012",
                                new Wording("4092103", "RESELLER_ASSOCIATION_ALREADY_EXISTS", 409),
                                ASSUMED),
                        row(
                                Condition.TRANSACTION_ID_INVALID,
                                "40000013",
                                new Wording("4000000", "RESOURCE_INVALID_PARAM", 400),
                                ASSUMED),
                        row(Condition.TRANSACTION_ID_DUPLICATE, "40000014", gen1("4092101", 409), ASSUMED),
                        new ErrorRow(
                                Condition.RESELLER_CUSTOMER_DEVICE_NOT_FOUND,
                                DEVICE,
                                new Wording("40000044", "RESELLER_CUSTOMER_DEVICE_NOT_FOUND", 400),
                                new Wording("40000044", "RESELLER_CUSTOMER_DEVICE_NOT_FOUND", 400),
                                null,
                                DOCUMENTED),
                        new ErrorRow(
                                Condition.UNAUTHENTICATED,
                                REQUEST,
                                new Wording("40100000", "AUTHORIZATION_FAIL", 401),
                                new Wording("4010000", "AUTHORIZATION_FAIL", 401),
                                "Invalid Api Key",
                                DOCUMENTED),
                        new ErrorRow(
                                Condition.FORBIDDEN,
                                REQUEST,
                                new Wording("40300000", "AUTHORIZATION_FAIL", 403),
                                new Wording("4030000", "AUTHORIZATION_FAIL", 403),
                                null,
                                ASSUMED),
                        row(Condition.RESELLER_NOT_FOUND, "40400001", gen1("4042100", 404), ASSUMED),
                        text(
                                Condition.CUSTOMER_NOT_FOUND,
                                "40400002",
                                gen1("4042104", 404).apply(Condition.CUSTOMER_NOT_FOUND),
                                NO_CUSTOMER,
                                OBSERVED),
                        row(Condition.VENDOR_NOT_FOUND, "40400003", gen1("4040003", 404), ASSUMED),
                        row(Condition.ASSOCIATION_NOT_FOUND, "40400004", gen1("4040004", 404), ASSUMED),
                        new ErrorRow(
                                Condition.TRANSACTION_NOT_FOUND,
                                REQUEST,
                                null,
                                new Wording("4042105", "TRANSACTION_NOT_FOUND", 404),
                                NO_TRANSACTION,
                                ASSUMED),
                        same(Condition.API_KEY_NON_UNIQUE_JWTID, "4002250", "API_KEY_NON_UNIQUE_JWTID", 400, ASSUMED),
                        same(
                                Condition.ACCESS_TOKEN_TIMEOUT_VALIDITY_RESOURCE_INVALID_PARAM,
                                "4002251",
                                "ACCESS_TOKEN_TIMEOUT_VALIDITY_RESOURCE_INVALID_PARAM",
                                400,
                                ASSUMED),
                        same(Condition.ACCESS_TOKEN_BAD_REQUEST, "4012250", "ACCESS_TOKEN_BAD_REQUEST", 401, ASSUMED),
                        same(Condition.ACCESS_TOKEN_EXPIRED, "4032251", "ACCESS_TOKEN_EXPIRED", 403, ASSUMED),
                        same(Condition.ACCESS_TOKEN_INVALID, "4032252", "ACCESS_TOKEN_INVALID", 403, ASSUMED),
                        same(Condition.AUTHENTICATION_FAIL, "4030000", "AUTHENTICATION_FAIL", 403, ASSUMED),
                        same(Condition.API_KEY_RESTRICTION_IP, "4042251", "API_KEY_RESTRICTION_IP", 404, ASSUMED),
                        same(
                                Condition.API_KEY_RESTRICTION_REFERER,
                                "4042252",
                                "API_KEY_RESTRICTION_REFERER",
                                404,
                                ASSUMED),
                        row(Condition.INTERNAL_SERVER_ERROR, "50000000", gen1("5000000", 500), ASSUMED)),
                ErrorRow::condition);
    }

    private static ErrorRow same(Condition condition, String code, String name, int status, Evidence evidence) {
        Wording wording = new Wording(code, name, status);
        return new ErrorRow(condition, REQUEST, wording, wording, null, evidence);
    }

    private static ErrorRow row(Condition condition, String gen2, Named gen1, Evidence evidence) {
        return row(condition, gen2, gen1.apply(condition), evidence);
    }

    private static ErrorRow row(Condition condition, String gen2, Wording gen1, Evidence evidence) {
        return text(condition, gen2, gen1, null, evidence);
    }

    private static ErrorRow text(
            Condition condition, String gen2, Wording gen1, @Nullable String text, Evidence evidence) {
        return new ErrorRow(condition, REQUEST, gen2(condition, gen2), gen1, text, evidence);
    }

    private static ErrorRow device(Condition condition, String gen2, Wording gen1, String text, Evidence evidence) {
        return new ErrorRow(condition, DEVICE, gen2(condition, gen2), gen1, text, evidence);
    }

    private static ErrorRow invalidDevice(Condition condition, String gen2, Evidence evidence) {
        return device(condition, gen2, new Wording("4000000", "RESOURCE_INVALID_PARAM", 400), INVALID_DEVICE, evidence);
    }

    private static Wording gen2(Condition condition, String code) {
        return new Wording(code, condition.name(), Integer.parseInt(code.substring(0, 3)));
    }

    private static Named gen1(String code, int status) {
        return condition -> new Wording(code, condition.name(), status);
    }

    /** A wording with the name of its condition. */
    private interface Named {
        Wording apply(Condition condition);
    }
}
