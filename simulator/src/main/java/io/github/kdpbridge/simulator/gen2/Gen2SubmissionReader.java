package io.github.kdpbridge.simulator.gen2;

import io.github.kdpbridge.simulator.json.JsonObject;
import io.github.kdpbridge.simulator.portal.Kind;
import io.github.kdpbridge.simulator.wire.SubmissionReader;
import org.jspecify.annotations.Nullable;

/** Generation 2 has the identifiers at the top level, and its path says what a request does. */
final class Gen2SubmissionReader extends SubmissionReader {
    @Override
    protected IdentifierFields identifiers(JsonObject body) {
        return new IdentifierFields(body.field("type"), body.field("devices"));
    }

    @Override
    protected @Nullable String transactionType(JsonObject body) {
        return null;
    }

    @Override
    protected @Nullable String removeTransactionId(Kind kind, JsonObject body) {
        return null;
    }
}
