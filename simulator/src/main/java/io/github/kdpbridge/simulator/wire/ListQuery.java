package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.json.JsonField;
import io.github.kdpbridge.simulator.json.JsonObject;
import io.github.kdpbridge.simulator.json.JsonProblem;
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

    /**
     * Reads a question from a body, where numbers may stand as they are or as strings.
     *
     * @param call the request
     * @param pageSizeLimit the most items of a page
     * @return the question
     * @throws Refused if the body is no JSON object, or a field is missing, malformed or of the wrong type
     */
    public static ListQuery ofBody(Call call, int pageSizeLimit) throws Refused {
        JsonObject body = Required.body(call);
        Required.field(body.field("resellerId"), Condition.RESELLER_ID_MISSING);
        try {
            return new ListQuery(
                    body.field("resellerId").text(),
                    body.field("customerId").textOrNull(),
                    body.field("vendorId").textOrNull(),
                    Paging.read(number(body.field("pageNum")), number(body.field("pageSize")), pageSizeLimit));
        } catch (JsonProblem problem) {
            throw new Refused(Condition.RESOURCE_INVALID_PARAM, problem.text());
        }
    }

    /** The text of a number; of anything that cannot be one, a text that is none, so that the complaint is about that. */
    private static @Nullable String number(JsonField field) throws JsonProblem {
        return field.isMissing() || field.isText() ? field.textOrNull() : "";
    }
}
