package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The query of a transaction's status; both generations have the same.
 *
 * @param resellerId the account
 * @param transactionId the transaction
 * @param vendorId the downstream reseller, or null
 * @param pageNum the page, from 0
 */
public record StatusQuery(
        String resellerId, String transactionId, @Nullable String vendorId, int pageNum) {
    /**
     * Reads a query.
     *
     * @param call the request
     * @return the query
     * @throws Refused if a parameter is missing or malformed
     */
    public static StatusQuery read(Call call) throws Refused {
        return new StatusQuery(
                required(call, "resellerId", Condition.RESELLER_ID_MISSING),
                required(call, "transactionId", Condition.RESOURCE_INVALID_PARAM),
                call.parameter("vendorId"),
                pageNum(call));
    }

    private static String required(Call call, String name, Condition condition) throws Refused {
        String value = call.parameter(name);
        if (value == null) {
            throw new Refused(condition, name + " is missing");
        }
        return value;
    }

    private static int pageNum(Call call) throws Refused {
        String value = call.parameter("pageNum");
        if (value == null) {
            return 0;
        }
        if (!value.matches("[0-9]{1,9}")) {
            throw new Refused(Condition.RESOURCE_INVALID_PARAM, "pageNum must be a whole number from 0");
        }
        return Integer.parseInt(value);
    }
}
