package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.Json;
import org.jspecify.annotations.Nullable;

/** A refusal by either token service: the API's own shape, or that of OAuth 2.0 (RFC 6749, section 5.2). */
public record TokenErrorDto(
        @Nullable String code,
        @Nullable String message,
        @AnyJson @Nullable String data,
        @Nullable String error,
        @Json(name = "error_description") @Nullable String errorDescription) {

    ErrorDto toError() {
        return new ErrorDto(null, code == null ? error : code, message, data == null ? errorDescription : data);
    }
}
