package io.github.kdpbridge.verify.session;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of one file. A variable counts from its definition on. */
final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
    private static final Pattern HOST = Pattern.compile("^\\{\\{\\s*host\\s*}}");

    private final Map<String, String> values = new HashMap<>();
    private final BiFunction<Integer, String, HttpFileException> error;

    /** @param error makes the exception out of line number and text */
    Variables(BiFunction<Integer, String, HttpFileException> error) {
        this.error = error;
    }

    void define(String name, String value) {
        values.put(name, value);
    }

    String resolve(String text, int lineNumber) {
        return REFERENCE.matcher(text).replaceAll(reference -> {
            String value = values.get(reference.group(1));
            if (value == null) {
                throw error.apply(lineNumber, "the variable {{" + reference.group(1) + "}} is not defined");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** Like {@link #resolve}, but the host may be undefined: it is replaced by the target of the replay anyway. */
    String resolveUrl(String url, int lineNumber) {
        return resolve(values.containsKey("host") ? url : HOST.matcher(url).replaceFirst(""), lineNumber);
    }
}
