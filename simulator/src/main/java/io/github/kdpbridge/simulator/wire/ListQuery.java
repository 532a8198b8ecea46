package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.PageRequest;
import io.github.kdpbridge.simulator.portal.Refused;
import org.jspecify.annotations.Nullable;

/**
 * A question for a page of a list (contract section 6: assumed).
 *
 * @param resellerId the account
 * @param customerId the one customer that the question is about, or null
 * @param vendorId the one downstream reseller that the question is about, or null
 * @param page the page
 */
public record ListQuery(
        String resellerId,
        @Nullable String customerId,
        @Nullable String vendorId,
        PageRequest page) {
    /**
     * Reads a question from the parameters of the query.
     *
     * @param call the request
     * @param pageSizeLimit the most items of a page
     * @return the question
     * @throws Refused if a parameter is missing or malformed
     */
    public static ListQuery ofParameters(Call call, int pageSizeLimit) throws Refused {
        return new ListQuery(
                Required.value("resellerId", call.parameter("resellerId"), Condition.RESELLER_ID_MISSING),
                call.parameter("customerId"),
                call.parameter("vendorId"),
                Paging.read(call.parameter("pageNum"), call.parameter("pageSize"), pageSizeLimit));
    }
}
