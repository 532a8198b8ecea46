package io.github.kdpbridge.serviceclient.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.serviceclient.scan.PlainItems;
import java.io.IOException;
import java.util.List;
import okio.Buffer;

/** Reads the items of a JSON array, of which there may be very many. */
public final class JsonItems<T> {
    private final JsonReader reader;
    private final ItemReading<T> reading;
    private final JsonFields fields;
    private final String path;
    private final ItemReading.Items<T> items;
    private int index;

    private JsonItems(JsonReader reader, ItemReading<T> reading) {
        this.reader = reader;
        this.reading = reading;
        this.fields = new JsonFields(reading.wanted(), "");
        this.items = reading.items().get();
        this.path = reader.getPath();
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

    /**
     * Lets the plain items of a reader's arrays be taken from the bytes that it has not read yet.
     *
     * @param unread the reader's source
     */
    static void readFrom(Buffer unread, JsonReader reader) {
        reader.setTag(Buffer.class, unread);
    }

    private List<T> read(boolean skipsNulls) throws IOException {
        Buffer unread = reader.tag(Buffer.class);
        PlainItems plain = new PlainItems(reading.wanted().names(), new Scanned());
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
                plain.take(unread);
            }
        }
        reader.endArray();
        return items.list();
    }

    private void add() {
        try {
            fields.checkOnce();
            items.add(reading.item().apply(fields));
        } catch (JsonFields.MisfitException e) {
            throw new JsonDataException(place() + e.getMessage(), e);
        }
        index++;
    }

    /** The items that are read without the parser. */
    private final class Scanned implements PlainItems.Target {
        @Override
        public void begin() {
            fields.clear();
        }

        @Override
        public void text(int field, String text) {
            fields.put(field, text, JsonFields.Kind.STRING);
        }

        @Override
        public void number(int field, String digits) {
            fields.put(field, digits, JsonFields.Kind.NUMBER);
        }

        @Override
        public void end() {
            add();
        }

        @Override
        public int alike(int field, byte[] json, int from, int length, int distance, int count) {
            int added = items.addAlike(reading.wanted().names().get(field), json, from, length, distance, count);
            index += added;
            return added;
        }
    }

    /** The parser counts only the items that it read itself. */
    private String place() {
        return path + "[" + index + "]";
    }
}
