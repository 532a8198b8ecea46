package io.github.kdpbridge.gen1facade.wire;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Longs;
import com.squareup.moshi.JsonReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, from its query or its body; an empty parameter counts as absent.
 *
 * @param values the values by name
 */
public record Parameters(Map<String, String> values) {
    private static final String NOT_A_NUMBER = "not a number";

    public Parameters {
        values = ImmutableMap.copyOf(values);
    }

    /**
     * Reads parameters from a body, as leniently as a {@link WriteReader} does.
     *
     * @param texts the names of text parameters
     * @param numbers the names of numeric parameters, which may also be strings
     * @throws Gen1Refusal if it is not JSON in UTF-8, or a text has the wrong type
     */
    public static Parameters ofBody(ByteString body, Set<String> texts, Set<String> numbers) {
        return JsonBody.read(body, (reader, unread) -> {
            Map<String, String> values = new LinkedHashMap<>();
            JsonBody.begin(reader, "the body");
            while (reader.hasNext()) {
                String name = reader.nextName();
                if (texts.contains(name)) {
                    values.put(name, Strings.nullToEmpty(JsonBody.string(reader, name)));
                } else if (numbers.contains(name) && isContainer(reader.peek())) {
                    reader.skipValue();
                    values.put(name, NOT_A_NUMBER);
                } else if (numbers.contains(name)) {
                    values.put(name, Strings.nullToEmpty(JsonBody.string(reader, name)));
                } else {
                    reader.skipValue();
                }
            }
            reader.endObject();
            return new Parameters(values);
        });
    }

    private static boolean isContainer(JsonReader.Token token) {
        return token == JsonReader.Token.BEGIN_ARRAY
                || token == JsonReader.Token.BEGIN_OBJECT
                || token == JsonReader.Token.BOOLEAN;
    }

    /** Returns the value of a parameter; null if it is absent. */
    public @Nullable String text(String name) {
        return Strings.emptyToNull(values.get(name));
    }

    /**
     * Returns the requested page, from 0; 0 by default.
     *
     * @throws Gen1Refusal if it is malformed
     */
    public long pageNum(String name) {
        String text = text(name);
        Long number = text == null ? Long.valueOf(0) : Longs.tryParse(text);
        if (number == null || number < 0) {
            throw Gen1Refusal.parameter(name + " must be a whole number from 0");
        }
        return number;
    }

    /**
     * Returns the requested page size.
     *
     * @param usual the default
     * @param limit the maximum
     * @throws Gen1Refusal if it is malformed
     */
    public int pageSize(String name, int usual, int limit) {
        String text = text(name);
        Long number = text == null ? Long.valueOf(usual) : Longs.tryParse(text);
        if (number == null || number < 1 || number > limit) {
            throw Gen1Refusal.parameter(name + " must be a whole number from 1 to " + limit);
        }
        return Math.toIntExact(number);
    }
}
