package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.json.JsonField;
import io.github.kdpbridge.simulator.json.JsonObject;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Kind;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.portal.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an upload or a delete: first what is missing, then what is of the wrong JSON type. Generation 1 has
 * the identifiers in an object {@code devices} and says once more what the request does; generation 2 has them at the
 * top level, and profiles (contract, section 3).
 */
final class SubmissionReader {
    private final Generation generation;

    SubmissionReader(Generation generation) {
        this.generation = generation;
    }

    /** A request as its body has it, complete but not judged. */
    Submission read(Kind kind, Call call) throws Refused {
        JsonObject body = Required.body(call);
        Required.reseller(body.field("resellerId"));
        Required.field(body.field("transactionId"));
        Required.field(body.field("customerId"));
        try {
            String removed =
                    kind == Kind.DELETE ? body.field("removeTransactionId").textOrNull() : null;
            Fields fields = fields(body, removed);
            checkSeconds(body.field("orderTime"));
            return new Submission(
                    generation,
                    kind,
                    body.field("transactionId").text(),
                    new Submission.Parties(
                            body.field("resellerId").text(),
                            body.field("customerId").text(),
                            body.field("vendorId").textOrNull()),
                    generation == Generation.ONE ? body.field("transactionType").textOrNull() : null,
                    fields == null ? null : fields.identifiers(),
                    removed,
                    body.field("orderNo").textOrNull(),
                    generation == Generation.TWO && kind == Kind.UPLOAD ? profiles(body) : List.of());
        } catch (JsonProblem problem) {
            throw Required.refused(problem);
        }
    }

    /** Where the identifiers stand; null when an upload is named in their place. */
    private @Nullable Fields fields(JsonObject body, @Nullable String removed) throws JsonProblem, Refused {
        Fields fields = Fields.of(generation, body);
        if (removed == null) {
            // The order in which a caller learns of two missing fields.
            Required.field(generation == Generation.ONE ? fields.type() : fields.ids());
            Required.field(generation == Generation.ONE ? fields.ids() : fields.type());
            return fields;
        }
        if (!fields.ids().isMissing()) {
            throw Refused.of(Condition.PARAMETER_DUPLICATE, "devices, removeTransactionId");
        }
        return null;
    }

    private static void checkSeconds(JsonField field) throws JsonProblem {
        String text = field.textOrNull();
        if (text != null && !isMoment(text)) {
            throw field.problem("must be a number of seconds");
        }
    }

    private static boolean isMoment(String text) {
        return text.matches("-?[0-9]{1,18}") && Math.abs(Long.parseLong(text)) <= Instant.MAX.getEpochSecond();
    }

    /** The names of the profiles; the values of {@code serviceId} are published nowhere, so any text will do. */
    private static List<String> profiles(JsonObject body) throws JsonProblem {
        List<String> profiles = new ArrayList<>();
        for (JsonField element : body.field("profileAliases").elements()) {
            for (String name : List.of("profileAlias", "serviceId")) {
                JsonField field = element.object().field(name);
                if (field.isMissing()) {
                    throw field.problem("is missing");
                }
                field.text();
            }
            profiles.add(element.object().field("profileAlias").text());
        }
        return profiles;
    }

    private record Fields(JsonField type, JsonField ids) {
        static Fields of(Generation generation, JsonObject body) throws JsonProblem {
            if (generation == Generation.TWO) {
                return new Fields(body.field("type"), body.field("devices"));
            }
            JsonObject holder = body.field("devices").objectOrEmpty();
            return new Fields(holder.field("type"), holder.field("list"));
        }

        Submission.Identifiers identifiers() throws JsonProblem {
            return new Submission.Identifiers(type.path(), type.text(), ids.texts());
        }
    }
}
