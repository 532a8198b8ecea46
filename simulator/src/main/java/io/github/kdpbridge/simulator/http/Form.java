package io.github.kdpbridge.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and values of {@code application/x-www-form-urlencoded}: a query, or a body. */
public final class Form {
    private Form() {}

    /**
     * Reads a form; what cannot be decoded stays as it came.
     *
     * @param text the form, or null for an empty one
     */
    public static Map<String, String> read(@Nullable String text) {
        Map<String, String> fields = new HashMap<>();
        if (text != null) {
            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                fields.putIfAbsent(decode(name), decode(value));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException undecodable) {
            return text;
        }
    }
}
