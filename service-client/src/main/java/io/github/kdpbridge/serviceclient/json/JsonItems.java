package io.github.kdpbridge.serviceclient.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the items of a JSON array, of which there may be very many. */
public final class JsonItems {
    private JsonItems() {}

    /**
     * Reads the items of the next array.
     *
     * @throws JsonDataException if an item is malformed; the message names it
     */
    public static <T> List<T> all(JsonReader reader, ItemReading<T> reading) throws IOException {
        return read(reader, reading, false);
    }

    /** The same, but null items are skipped, and a null array is empty. */
    public static <T> List<T> allButNulls(JsonReader reader, ItemReading<T> reading) throws IOException {
        if (reader.peek() == JsonReader.Token.NULL) {
            reader.skipValue();
            return List.of();
        }
        return read(reader, reading, true);
    }

    private static <T> List<T> read(JsonReader reader, ItemReading<T> reading, boolean skipsNulls) throws IOException {
        List<T> items = new ArrayList<>();
        JsonFields fields = new JsonFields(reading.wanted(), "");
        String path = reader.getPath();
        reader.beginArray();
        for (int index = 0; reader.hasNext(); index++) {
            if (skipsNulls && reader.peek() == JsonReader.Token.NULL) {
                reader.skipValue();
                continue;
            }
            fields.read(reader);
            try {
                fields.checkOnce();
                items.add(reading.item().apply(fields));
            } catch (JsonFields.MisfitException e) {
                throw new JsonDataException(path + "[" + index + "]" + e.getMessage(), e);
            }
        }
        reader.endArray();
        return items;
    }
}
