package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.json.Fields;
import io.github.kdpbridge.simulator.world.Dialect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as it is written: as the vendor does, or as it does by mistake (contract, section 8: names against numbers).
 *
 * @param code a number, a text, or an array of one number
 * @param message the name, an array of it, or null for none
 * @param data the text for people, or an array of it
 */
record Coded(Object code, @Nullable Object message, Object data) {
    static Coded of(Dialect.CodeForm form, WireError error, int contradicting, String data) {
        return switch (form) {
            case DOCUMENTED -> new Coded(error.code(), error.name(), data);
            case MISPRINTED -> new Coded(misprinted(error.code()), error.name(), data);
            case CONTRADICTING -> new Coded(contradicting, error.name(), data);
            case TEXT -> new Coded(String.valueOf(error.code()), error.name(), data);
            case ARRAYS -> new Coded(List.of(error.code()), List.of(error.name()), List.of(data));
            case NAMELESS -> new Coded(error.code(), null, data);
        };
    }

    Fields addTo(Fields fields) {
        return fields.and("code", code).and("message", message).and("data", data);
    }

    /** {@code 40000004} becomes {@code 4000004}, and {@code 4012250} becomes {@code 40122050}: both are in print. */
    private static int misprinted(int code) {
        String digits = String.valueOf(code);
        return Integer.parseInt(
                digits.length() == 8
                        ? digits.substring(0, 3) + digits.substring(4)
                        : digits.substring(0, 5) + "0" + digits.substring(5));
    }
}
