package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a refused request: the service's own form, in which each value may be in an array (documented), or that
 * of OAuth 2.0 (RFC 6749, section 5.2).
 */
record ErrorDto(
        @Nullable String errorId,
        @Nullable String code,
        @Nullable String message,
        @Nullable String data,
        @Nullable String error,
        @Nullable String errorDescription) {
    static final FieldNames WANTED = FieldNames.of("errorId", "code", "message", "data", "error", "error_description");

    static ErrorDto read(JsonReader reader) throws IOException {
        JsonFields fields = new JsonFields(WANTED, reader.getPath());
        fields.read(reader);
        fields.checkOnce();
        return new ErrorDto(
                fields.any("errorId"),
                fields.code("code"),
                fields.any("message"),
                fields.any("data"),
                fields.any("error"),
                fields.any("error_description"));
    }
}
