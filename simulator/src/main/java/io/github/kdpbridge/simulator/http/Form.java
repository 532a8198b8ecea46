package io.github.kdpbridge.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A body of {@code application/x-www-form-urlencoded}. */
public final class Form {
    private final Map<String, String> fields = new HashMap<>();

    private Form() {}

    /**
     * Reads a form.
     *
     * @param call the request
     * @return the form
     * @throws IllegalArgumentException if a percent sign is not followed by two hexadecimal digits
     */
    public static Form read(Call call) {
        Form form = new Form();
        for (String pair : call.content().utf8().split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            form.fields.putIfAbsent(decode(name), decode(value));
        }
        return form;
    }

    /**
     * The first value of a field.
     *
     * @param name the field's name
     * @return its value; empty when there is none
     */
    public String value(String name) {
        return fields.getOrDefault(name, "");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
