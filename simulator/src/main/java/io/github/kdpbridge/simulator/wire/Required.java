package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.json.JsonField;
import io.github.kdpbridge.simulator.json.JsonObject;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Refused;
import org.jspecify.annotations.Nullable;

/** The parts that a request must have, and its refusal without them. */
public final class Required {
    private Required() {}

    /**
     * The reseller, which every request names.
     *
     * @param resellerId its number, or null when it is absent or empty
     * @return the number
     * @throws Refused if it is missing
     */
    public static String reseller(@Nullable String resellerId) throws Refused {
        if (resellerId == null) {
            throw Refused.of(Condition.RESELLER_ID_MISSING, "resellerId");
        }
        return resellerId;
    }

    /**
     * A parameter or a header that must be there.
     *
     * @param name its name
     * @param value its value, or null when it is absent or empty
     * @return the value
     * @throws Refused if it is missing
     */
    public static String value(String name, @Nullable String value) throws Refused {
        if (value == null) {
            throw Refused.parameter(name, name + " is missing");
        }
        return value;
    }

    /**
     * The body.
     *
     * @param call the request
     * @return its JSON object
     * @throws Refused if it is none
     */
    public static JsonObject body(Call call) throws Refused {
        try {
            return JsonObject.parse(call.content());
        } catch (JsonProblem problem) {
            throw Refused.parameter("body", "the body is not valid JSON: " + problem.text());
        }
    }

    /**
     * The refusal of a field that is not what it should be.
     *
     * @param problem what is wrong with it
     * @return the refusal, about the parameter that the field is part of
     */
    public static Refused refused(JsonProblem problem) {
        return Refused.parameter(parameter(problem.path()), problem.text());
    }

    static void reseller(JsonField field) throws Refused {
        if (field.isMissing()) {
            throw Refused.of(Condition.RESELLER_ID_MISSING, "resellerId");
        }
    }

    static void field(JsonField field) throws Refused {
        if (field.isMissing()) {
            throw refused(field.problem("is missing"));
        }
    }

    /** The first name of a path: {@code profileAliases} of {@code profileAliases[0].serviceId}. */
    private static String parameter(String path) {
        return path.split("[.\\[]", 2)[0];
    }
}
