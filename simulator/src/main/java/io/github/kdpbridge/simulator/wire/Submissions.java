package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.http.Reply;
import io.github.kdpbridge.simulator.json.Fields;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.json.JsonValue;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.simulator.portal.Kind;
import io.github.kdpbridge.simulator.portal.Portal;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.portal.Submission;
import io.github.kdpbridge.simulator.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Uploads and deletes devices. A body is refused first for a missing field, then for one of the wrong JSON type.
 * Generation 1 has the identifiers in an object {@code devices} and names the operation once more; generation 2 has them
 * at the top level, and profiles (contract, section 3).
 */
final class Submissions {
    private final Generation generation;
    private final Portal portal;

    Submissions(Generation generation, Portal portal) {
        this.generation = generation;
        this.portal = portal;
    }

    Reply upload(Call call, World.Reseller account) throws Refused {
        return submit(Kind.UPLOAD, call, account);
    }

    Reply delete(Call call, World.Reseller account) throws Refused {
        return submit(Kind.DELETE, call, account);
    }

    /** Generation 2 names the operation in the receipt (contract, section 4: documented). */
    private Reply submit(Kind kind, Call call, World.Reseller account) throws Refused {
        Submission submission = read(kind, call);
        portal.submit(account, submission);
        return Reply.ok(new Fields()
                .and("transactionId", submission.transactionId())
                .and("state", "Progress")
                .and("code", 2000000)
                .and("message", "SUCCESS")
                .and("operationType", generation == Generation.TWO ? kind.name() : null));
    }

    /** A request as its body has it, complete but not judged. */
    private Submission read(Kind kind, Call call) throws Refused {
        JsonValue body = Required.body(call);
        Required.reseller(body.field("resellerId"));
        Required.field(body.field("transactionId"));
        Required.field(body.field("customerId"));
        try {
            String removed =
                    kind == Kind.DELETE ? body.field("removeTransactionId").textOrNull() : null;
            Devices devices = devices(body, removed);
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
                    devices == null ? null : devices.identifiers(),
                    removed,
                    body.field("orderNo").textOrNull(),
                    generation == Generation.TWO && kind == Kind.UPLOAD ? profiles(body) : List.of());
        } catch (JsonProblem problem) {
            throw Required.refused(problem);
        }
    }

    /** Where the identifiers stand; null when an upload is named in their place. */
    private @Nullable Devices devices(JsonValue body, @Nullable String removed) throws JsonProblem, Refused {
        Devices devices = Devices.of(generation, body);
        if (removed == null) {
            // The order in which a caller learns of two missing fields.
            Required.field(generation == Generation.ONE ? devices.type() : devices.ids());
            Required.field(generation == Generation.ONE ? devices.ids() : devices.type());
            return devices;
        }
        if (!devices.ids().isMissing()) {
            throw Refused.of(Condition.PARAMETER_DUPLICATE, "devices, removeTransactionId");
        }
        return null;
    }

    private static void checkSeconds(JsonValue field) throws JsonProblem {
        String text = field.textOrNull();
        if (text != null && !isMoment(text)) {
            throw field.problem("must be a number of seconds");
        }
    }

    private static boolean isMoment(String text) {
        return text.matches("-?[0-9]{1,18}") && Math.abs(Long.parseLong(text)) <= Instant.MAX.getEpochSecond();
    }

    /** The names of the profiles; the values of {@code serviceId} are published nowhere, so any text will do. */
    private static List<String> profiles(JsonValue body) throws JsonProblem {
        List<String> profiles = new ArrayList<>();
        for (JsonValue element : body.field("profileAliases").elements()) {
            for (String name : List.of("profileAlias", "serviceId")) {
                JsonValue field = element.object().field(name);
                if (field.isMissing()) {
                    throw field.problem("is missing");
                }
                field.text();
            }
            profiles.add(element.object().field("profileAlias").text());
        }
        return profiles;
    }

    private record Devices(JsonValue type, JsonValue ids) {
        static Devices of(Generation generation, JsonValue body) throws JsonProblem {
            if (generation == Generation.TWO) {
                return new Devices(body.field("type"), body.field("devices"));
            }
            JsonValue holder = body.field("devices").objectOrEmpty();
            return new Devices(holder.field("type"), holder.field("list"));
        }

        Submission.Identifiers identifiers() throws JsonProblem {
            return new Submission.Identifiers(type.path(), type.text(), ids.texts());
        }
    }
}
