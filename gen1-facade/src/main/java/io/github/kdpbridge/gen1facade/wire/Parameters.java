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
 * What a question says, in its query or in its body; an empty parameter is an absent one.
 *
 * @param values the values by name
 */
public record Parameters(Map<String, String> values) {
    private static final String NOT_A_NUMBER = "not a number";

    /** Copies the values. */
    public Parameters {
        values = ImmutableMap.copyOf(values);
    }

    /**
     * Reads a question that is asked by a body, as leniently as a {@link WriteReader} does.
     *
     * @param texts the names of the parameters that are text
     * @param numbers the names of those that are numbers, which a string may hold too
     * @throws Gen1Refusal if it is not JSON in UTF-8, or a text has another shape than it should
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
     * Returns the number of the page that is asked for, from 0, which it is by default.
     *
     * @throws Gen1Refusal if it is no such number
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
     * Returns the most items that the page may hold.
     *
     * @param usual how many if the question does not say
     * @param limit how many it may ask for
     * @throws Gen1Refusal if it is no such number
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
