package io.github.kdpbridge.serviceclient.json;

import com.squareup.moshi.JsonReader;
import java.io.IOException;

/**
 * Reads one value from JSON; null is none.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface JsonReading<T> {
    /**
     * Reads the next value.
     *
     * @throws com.squareup.moshi.JsonDataException if the JSON is not as expected; the message says where
     */
    T read(JsonReader reader) throws IOException;
}
