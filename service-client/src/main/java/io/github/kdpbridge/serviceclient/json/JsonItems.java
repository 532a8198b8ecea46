package io.github.kdpbridge.serviceclient.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** The items of a JSON array, of which there may be very many. */
public final class JsonItems<T> {
    private final JsonReader reader;
    private final Function<JsonFields, T> item;
    private final JsonFields fields;
    private final @Nullable Buffer unread;
    private final PlainItems plain;
    private final String path;
    private final List<T> items = new ArrayList<>();
    private int index;

    private JsonItems(JsonReader reader, ItemReading<T> reading) {
        this.reader = reader;
        this.item = reading.item();
        this.fields = new JsonFields(reading.wanted(), "");
        this.unread = reader.tag(Buffer.class);
        this.plain = new PlainItems(reading.wanted(), fields);
        this.path = reader.getPath();
    }

    /**
     * Lets a reader's arrays of plain items be read from the bytes themselves.
     *
     * @param unread the reader's source
     */
    public static void readFrom(Buffer unread, JsonReader reader) {
        reader.setTag(Buffer.class, unread);
    }

    /**
     * Reads the items of the next array.
     *
     * @throws JsonDataException if an item is malformed; the message names it
     */
    public static <T> List<T> all(JsonReader reader, ItemReading<T> reading) throws IOException {
        return new JsonItems<>(reader, reading).read(false);
    }

    /** The same, but null items are skipped, and a null array is empty. */
    public static <T> List<T> allButNulls(JsonReader reader, ItemReading<T> reading) throws IOException {
        if (reader.peek() == JsonReader.Token.NULL) {
            reader.skipValue();
            return List.of();
        }
        return new JsonItems<>(reader, reading).read(true);
    }

    private List<T> read(boolean skipsNulls) throws IOException {
        reader.beginArray();
        while (reader.hasNext()) {
            JsonReader.Token token = reader.peek();
            if (skipsNulls && token == JsonReader.Token.NULL) {
                reader.skipValue();
                index++;
            } else if (token == JsonReader.Token.BEGIN_OBJECT) {
                fields.read(reader);
                add();
            } else {
                throw new JsonDataException("Expected BEGIN_OBJECT but was " + token + " at path " + place());
            }
            if (unread != null) {
                plain.take(unread, this::add);
            }
        }
        reader.endArray();
        return items;
    }

    private void add() {
        try {
            fields.checkOnce();
            items.add(item.apply(fields));
        } catch (JsonFields.MisfitException e) {
            throw new JsonDataException(place() + e.getMessage(), e);
        }
        index++;
    }

    /** The parser counts only the items that it read itself. */
    private String place() {
        return path + "[" + index + "]";
    }
}
