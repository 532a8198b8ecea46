package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.json.JsonValue;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Refused;
import org.jspecify.annotations.Nullable;

/** The parts that a request must have, and its refusal without them. */
public final class Required {
    private Required() {}

    /** The reseller, which every request names. */
    static String reseller(@Nullable String resellerId) throws Refused {
        if (resellerId == null) {
            throw Refused.of(Condition.RESELLER_ID_MISSING, "resellerId");
        }
        return resellerId;
    }

    /** The value of a parameter or a header. */
    static String value(String name, @Nullable String value) throws Refused {
        if (value == null) {
            throw Refused.parameter(name, name + " is missing");
        }
        return value;
    }

    /** The body, an object. */
    public static JsonValue body(Call call) throws Refused {
        try {
            return JsonValue.parse(call.content());
        } catch (JsonProblem problem) {
            throw Refused.parameter("body", "the body is not valid JSON: " + problem.text());
        }
    }

    /** The refusal of a field that is not what it should be. */
    public static Refused refused(JsonProblem problem) {
        return Refused.parameter(parameter(problem.path()), problem.text());
    }

    static void reseller(JsonValue field) throws Refused {
        if (field.isMissing()) {
            throw Refused.of(Condition.RESELLER_ID_MISSING, "resellerId");
        }
    }

    static void field(JsonValue field) throws Refused {
        if (field.isMissing()) {
            throw refused(field.problem("is missing"));
        }
    }

    /** The first name of a path: {@code profileAliases} of {@code profileAliases[0].serviceId}. */
    private static String parameter(String path) {
        return path.split("[.\\[]", 2)[0];
    }
}
