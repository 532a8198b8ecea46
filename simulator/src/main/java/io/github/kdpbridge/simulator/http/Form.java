package io.github.kdpbridge.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and values of {@code application/x-www-form-urlencoded}: a query, or a body. */
public final class Form {
    private Form() {}

    /** The first value of each name of a form, null for an empty one; undecodable text stays as it is. */
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
