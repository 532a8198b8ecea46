package io.github.kdpbridge.gen1facade.wire;

import com.google.common.primitives.Longs;
import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.error.ServiceError;
import java.io.IOException;

/** The fields of an error of generation 1. */
final class ErrorFields {
    private ErrorFields() {}

    /** Writes an error that is translated to generation 1 already. */
    static void write(JsonWriter json, ServiceError error) throws IOException {
        code(json, error.code());
        json.name(Gen1Field.MESSAGE).value(error.message());
        if (error.data() != null) {
            json.name(Gen1Field.DATA).value(error.data());
        }
    }

    /** Writes a numeric code as a number (documented), any other as text. */
    static void code(JsonWriter json, String code) throws IOException {
        Long number = Longs.tryParse(code);
        json.name(Gen1Field.CODE);
        if (number != null && number.toString().equals(code)) {
            json.value(number);
        } else {
            json.value(code);
        }
    }
}
