package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.json.JsonField;
import io.github.kdpbridge.simulator.json.JsonObject;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Refused;
import org.jspecify.annotations.Nullable;

/** What a request must have, and how it is refused without it. */
public final class Required {
    private Required() {}

    /**
     * A parameter or a header that must be there.
     *
     * @param name its name
     * @param value its value, or null when it is absent or empty
     * @param missing the condition when it is
     * @return the value
     * @throws Refused if it is missing
     */
    public static String value(String name, @Nullable String value, Condition missing) throws Refused {
        if (value == null) {
            throw new Refused(missing, name + " is missing");
        }
        return value;
    }

    static JsonObject body(Call call) throws Refused {
        try {
            return JsonObject.parse(call.content());
        } catch (JsonProblem problem) {
            throw new Refused(Condition.RESOURCE_INVALID_PARAM, "the body is not valid JSON: " + problem.text());
        }
    }

    static void field(JsonField field, Condition missing) throws Refused {
        if (field.isMissing()) {
            throw new Refused(missing, field.path() + " is missing");
        }
    }
}
