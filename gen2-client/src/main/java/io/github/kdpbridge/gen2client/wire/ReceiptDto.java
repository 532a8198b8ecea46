package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import io.github.kdpbridge.serviceclient.json.Verdict;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The answer to an upload or deletion with status 200. */
record ReceiptDto(
        @Nullable String errorId,
        @Nullable String transactionId,
        @Nullable String state,
        @Nullable String operationType,
        Verdict verdict,
        UnknownFields unknown) {
    private static final FieldNames WANTED =
            FieldNames.of("errorId", "transactionId", "state", "operationType", "code", "message", "data");

    static ReceiptDto read(JsonReader reader, Verdicts verdicts) throws IOException {
        JsonFields fields = JsonFields.of(reader, WANTED);
        return new ReceiptDto(
                fields.any("errorId"),
                fields.text("transactionId"),
                fields.text("state"),
                fields.textIfAny("operationType"),
                verdicts.take(fields),
                fields.unknown());
    }
}
