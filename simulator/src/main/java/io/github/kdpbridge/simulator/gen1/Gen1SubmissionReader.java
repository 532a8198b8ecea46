package io.github.kdpbridge.simulator.gen1;

import io.github.kdpbridge.simulator.json.JsonField;
import io.github.kdpbridge.simulator.json.JsonObject;
import io.github.kdpbridge.simulator.json.JsonProblem;
import io.github.kdpbridge.simulator.portal.Kind;
import io.github.kdpbridge.simulator.wire.SubmissionReader;
import org.jspecify.annotations.Nullable;

/** Generation 1 puts the identifiers into {@code devices} and may name an earlier upload instead. */
final class Gen1SubmissionReader extends SubmissionReader {
    @Override
    protected IdentifierFields identifiers(JsonObject body) throws JsonProblem {
        JsonField devices = body.field("devices");
        JsonObject holder = devices.objectOrEmpty();
        return new IdentifierFields(holder.field("type"), holder.field("list"));
    }

    @Override
    protected @Nullable String transactionType(JsonObject body) throws JsonProblem {
        return body.field("transactionType").textOrNull();
    }

    @Override
    protected @Nullable String removeTransactionId(Kind kind, JsonObject body) throws JsonProblem {
        return kind == Kind.DELETE ? body.field("removeTransactionId").textOrNull() : null;
    }
}
