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
                Required.value("resellerId", call.parameter("resellerId"), Condition.RESELLER_ID_MISSING),
                Required.value("transactionId", call.parameter("transactionId"), Condition.RESOURCE_INVALID_PARAM),
                call.parameter("vendorId"),
                Paging.pageNum(call.parameter("pageNum")));
    }
}
