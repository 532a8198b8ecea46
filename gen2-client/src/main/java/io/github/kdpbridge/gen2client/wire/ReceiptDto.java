package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.UnknownFields;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The answer to an accepted upload or deletion; {@code code} is a number or a string. */
record ReceiptDto(
        @Nullable String transactionId,
        @Nullable String state,
        @Nullable String code,
        @Nullable String message,
        @Nullable String data,
        UnknownFields unknown) {
    private static final FieldNames WANTED = FieldNames.of("transactionId", "state", "code", "message", "data");

    static ReceiptDto read(JsonReader reader) throws IOException {
        JsonFields fields = new JsonFields(WANTED, reader.getPath());
        fields.read(reader);
        return new ReceiptDto(
                fields.text("transactionId"),
                fields.text("state"),
                fields.text("code"),
                fields.text("message"),
                fields.any("data"),
                fields.unknown());
    }
}
