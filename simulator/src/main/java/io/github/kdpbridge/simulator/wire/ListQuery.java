package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.json.JsonValue;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.PageRequest;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.portal.Selection;
import io.github.kdpbridge.simulator.world.World;
import org.jspecify.annotations.Nullable;

/**
 * A question for a page of a list (contract, section 6: documented but for the filters), or for transactions, where
 * only the reseller is mandatory (contract, section 5: documented).
 */
record ListQuery(Selection selection, PageRequest page) {
    static ListQuery ofParameters(Generation generation, Call call, World.Settings settings) throws Refused {
        return new ListQuery(
                new Selection(
                        generation,
                        Required.reseller(call.parameter("resellerId")),
                        call.parameter("customerId"),
                        call.parameter("vendorId")),
                page(call.parameter("pageNum"), call.parameter("pageSize"), settings));
    }

    /** Reads a question from a body, where numbers may stand as they are or as strings. */
    static ListQuery ofBody(Generation generation, Call call, World.Settings settings) throws Refused {
        JsonValue body = Required.body(call);
        try {
            Required.reseller(body.field("resellerId"));
            return new ListQuery(
                    new Selection(
                            generation,
                            body.field("resellerId").text(),
                            body.field("customerId").textOrNull(),
                            body.field("vendorId").textOrNull()),
                    page(number(body.field("pageNum")), number(body.field("pageSize")), settings));
        } catch (JsonProblem problem) {
            throw Required.refused(problem);
        }
    }

    /** The text of a number; of anything that cannot be one, a text that is none, so that the complaint is about that. */
    private static @Nullable String number(JsonValue field) throws JsonProblem {
        return field.isMissing() || field.isText() ? field.textOrNull() : "";
    }

    private static PageRequest page(@Nullable String pageNum, @Nullable String pageSize, World.Settings settings)
            throws Refused {
        int limit = settings.pageSizeLimit();
        int number = pageNum == null ? 0 : number(pageNum);
        if (number < 0) {
            throw Refused.parameter("pageNum", "pageNum must be a whole number from 0");
        }
        int size = pageSize == null ? Math.min(settings.usualPageSize(), limit) : number(pageSize);
        if (size < 1 || size > limit) {
            throw Refused.parameter("pageSize", "pageSize must be a whole number from 1 to " + limit);
        }
        return new PageRequest(number, size);
    }

    /** The number, or -1 when it is none. */
    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }
}
