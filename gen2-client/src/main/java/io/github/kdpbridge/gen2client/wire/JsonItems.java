package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;

/** The items of a JSON array, of which there may be very many. */
final class JsonItems {
    private JsonItems() {}

    /** Reads one item. */
    interface Item {
        void read() throws IOException;
    }

    /**
     * Has each item read.
     *
     * @param reader before the array
     * @throws JsonDataException if one has another shape than it should; the message says which
     */
    static void each(JsonReader reader, Item item) throws IOException {
        String path = reader.getPath();
        reader.beginArray();
        for (int index = 0; reader.hasNext(); index++) {
            try {
                item.read();
            } catch (JsonFields.MisfitException e) {
                throw new JsonDataException(path + "[" + index + "]" + e.getMessage(), e);
            }
        }
        reader.endArray();
    }
}
