package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.http.Call;
import io.github.kdpbridge.simulator.json.JsonField;
import io.github.kdpbridge.simulator.json.JsonObject;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.portal.Condition;
import io.github.kdpbridge.simulator.portal.Kind;
import io.github.kdpbridge.simulator.portal.Refused;
import io.github.kdpbridge.simulator.portal.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an upload or a delete: first what is missing, then what is of the wrong JSON type. Where the
 * identifiers stand, and what else there is, a generation says.
 */
public abstract class SubmissionReader {
    /** For the generations. */
    protected SubmissionReader() {}

    /**
     * Where the identifiers stand.
     *
     * @param type the field of the type's name
     * @param ids the field of the identifiers
     */
    public record IdentifierFields(JsonField type, JsonField ids) {}

    /**
     * The fields of the identifiers.
     *
     * @param body the body
     * @return the fields, absent or not
     * @throws JsonProblem if what should hold them is something else
     */
    protected abstract IdentifierFields identifiers(JsonObject body) throws JsonProblem;

    /**
     * What the body says that the request does.
     *
     * @param body the body
     * @return the transaction type, or null when this generation or this body has none
     * @throws JsonProblem if it is no text
     */
    protected abstract @Nullable String transactionType(JsonObject body) throws JsonProblem;

    /**
     * The upload whose devices a delete names in place of identifiers.
     *
     * @param kind what the request does
     * @param body the body
     * @return the upload, or null when this generation or this body names none
     * @throws JsonProblem if it is no text
     */
    protected abstract @Nullable String removeTransactionId(Kind kind, JsonObject body) throws JsonProblem;

    /**
     * Reads a request.
     *
     * @param kind what its path says that it does
     * @param call the request
     * @return the submission, complete, not judged
     * @throws Refused if the body is no JSON object, a field is missing, or one has the wrong type
     */
    public final Submission read(Kind kind, Call call) throws Refused {
        JsonObject body = Required.body(call);
        Required.field(body.field("resellerId"), Condition.RESELLER_ID_MISSING);
        Required.field(body.field("transactionId"), Condition.RESOURCE_INVALID_PARAM);
        Required.field(body.field("customerId"), Condition.RESOURCE_INVALID_PARAM);
        try {
            String removeTransactionId = removeTransactionId(kind, body);
            IdentifierFields fields = removeTransactionId == null ? present(identifiers(body)) : null;
            Submission.Parties parties = new Submission.Parties(
                    body.field("resellerId").text(),
                    body.field("customerId").text(),
                    body.field("vendorId").textOrNull());
            return new Submission(
                    kind,
                    body.field("transactionId").text(),
                    parties,
                    transactionType(body),
                    fields == null
                            ? null
                            : new Submission.Identifiers(
                                    fields.type().path(),
                                    fields.type().text(),
                                    fields.ids().texts()),
                    removeTransactionId,
                    orderNo(body),
                    kind == Kind.UPLOAD ? profiles(body) : List.of());
        } catch (JsonProblem problem) {
            throw new Refused(Condition.RESOURCE_INVALID_PARAM, problem.text());
        }
    }

    private static IdentifierFields present(IdentifierFields fields) throws Refused {
        Required.field(fields.type(), Condition.RESOURCE_INVALID_PARAM);
        Required.field(fields.ids(), Condition.RESOURCE_INVALID_PARAM);
        return fields;
    }

    private static @Nullable String orderNo(JsonObject body) throws JsonProblem {
        checkSeconds(body.field("orderTime"));
        body.field("targetService").textOrNull();
        return body.field("orderNo").textOrNull();
    }

    private static void checkSeconds(JsonField field) throws JsonProblem {
        String text = field.textOrNull();
        if (text != null && !isMoment(text)) {
            throw new JsonProblem(field.path() + " must be a number of seconds");
        }
    }

    private static boolean isMoment(String text) {
        return text.matches("-?[0-9]{1,18}") && Math.abs(Long.parseLong(text)) <= Instant.MAX.getEpochSecond();
    }

    private static List<Submission.Profile> profiles(JsonObject body) throws JsonProblem {
        List<Submission.Profile> profiles = new ArrayList<>();
        for (JsonField element : body.field("profileAliases").elements()) {
            JsonField service = element.object().field("targetService");
            JsonField alias = element.object().field("profileAlias");
            if (service.isMissing() || alias.isMissing()) {
                throw new JsonProblem((service.isMissing() ? service : alias).path() + " is missing");
            }
            if (!service.text().equals("KME")) {
                throw new JsonProblem(service.path() + " must be KME");
            }
            profiles.add(new Submission.Profile(alias.path(), alias.text()));
        }
        return profiles;
    }
}
