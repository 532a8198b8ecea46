package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.json.JsonField;
import io.github.kdpbridge.simulator.json.JsonObject;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.portal.PageRequest;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.world.World;
import org.jspecify.annotations.Nullable;

/**
 * A question for a page of a list (contract, section 6: documented but for the filters).
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
     * @param settings the sizes of pages
     * @return the question
     * @throws Refused if a parameter is missing or malformed
     */
    public static ListQuery ofParameters(Call call, World.Settings settings) throws Refused {
        return new ListQuery(
                Required.reseller(call.parameter("resellerId")),
                call.parameter("customerId"),
                call.parameter("vendorId"),
                Paging.read(call.parameter("pageNum"), call.parameter("pageSize"), settings));
    }

    /**
     * Reads a question from a body, where numbers may stand as they are or as strings.
     *
     * @param call the request
     * @param settings the sizes of pages
     * @return the question
     * @throws Refused if the body is no JSON object, or a field is missing, malformed or of the wrong type
     */
    public static ListQuery ofBody(Call call, World.Settings settings) throws Refused {
        JsonObject body = Required.body(call);
        try {
            Required.reseller(body.field("resellerId"));
            return new ListQuery(
                    body.field("resellerId").text(),
                    body.field("customerId").textOrNull(),
                    body.field("vendorId").textOrNull(),
                    Paging.read(number(body.field("pageNum")), number(body.field("pageSize")), settings));
        } catch (JsonProblem problem) {
            throw Required.refused(problem);
        }
    }

    /** The text of a number; of anything that cannot be one, a text that is none, so that the complaint is about that. */
    private static @Nullable String number(JsonField field) throws JsonProblem {
        return field.isMissing() || field.isText() ? field.textOrNull() : "";
    }
}
