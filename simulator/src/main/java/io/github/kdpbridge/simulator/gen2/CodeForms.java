package io.github.kdpbridge.simulator.gen2;

import io.github.kdpbridge.simulator.wire.WireError;
import io.github.kdpbridge.simulator.world.Dialect;
import java.util.List;

/** Writes errors as the vendor does, and as it does by mistake (contract, section 8: names against numbers). */
final class CodeForms {
    private CodeForms() {}

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

    /** {@code 40000004} becomes {@code 4000004}, and {@code 4012250} becomes {@code 40122050}: both are in print. */
    private static int misprinted(int code) {
        String digits = String.valueOf(code);
        return Integer.parseInt(
                digits.length() == 8
                        ? digits.substring(0, 3) + digits.substring(4)
                        : digits.substring(0, 5) + "0" + digits.substring(5));
    }
}
