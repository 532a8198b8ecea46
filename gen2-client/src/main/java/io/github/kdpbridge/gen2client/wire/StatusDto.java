package io.github.kdpbridge.gen2client.wire;

import com.google.common.collect.ImmutableSet;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.UnknownFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a status request: a bare transaction, or one or more in {@code transactions}. */
record StatusDto(
        @Nullable String transactionId,
        @Nullable String state,
        @Nullable String type,
        @Nullable String orderNo,
        @Nullable List<DeviceDto> devices,
        @Nullable List<StatusDto> transactions,
        UnknownFields unknown) {
    private static final ImmutableSet<String> WANTED = ImmutableSet.of("transactionId", "state", "type", "orderNo");

    /** Returns the way to read a status whose devices are read this way. */
    static ReadOnlyAdapter.Reading<StatusDto> reading(ReadOnlyAdapter.Reading<DeviceDto> device) {
        return reader -> read(reader, device);
    }

    private static StatusDto read(JsonReader reader, ReadOnlyAdapter.Reading<DeviceDto> device) throws IOException {
        JsonFields fields = new JsonFields(WANTED, reader);
        List<DeviceDto> devices = null;
        List<StatusDto> transactions = null;
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            boolean there = reader.peek() != JsonReader.Token.NULL;
            if (there && name.equals("devices")) {
                devices = list(reader, device);
            } else if (there && name.equals("transactions")) {
                transactions = list(reader, reading(device));
            } else {
                fields.add(name, reader);
            }
        }
        reader.endObject();
        return new StatusDto(
                fields.text("transactionId"),
                fields.text("state"),
                fields.text("type"),
                fields.textIfAny("orderNo"),
                devices,
                transactions,
                fields.unknown());
    }

    private static <T> List<T> list(JsonReader reader, ReadOnlyAdapter.Reading<T> item) throws IOException {
        List<T> items = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            items.add(item.read(reader));
        }
        reader.endArray();
        return items;
    }
}
