package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.DeviceOutcome;
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
        @Nullable List<DeviceOutcome> devices,
        @Nullable List<StatusDto> transactions,
        UnknownFields unknown) {
    private static final FieldNames WANTED = FieldNames.of("transactionId", "state", "type", "orderNo");
    private static final JsonReader.Options LISTS = JsonReader.Options.of("devices", "transactions");

    /** Returns the way to read a status whose devices are read this way. */
    static ReadOnlyAdapter.Reading<StatusDto> reading(ItemReading<DeviceOutcome> device) {
        return reader -> read(reader, device);
    }

    private static StatusDto read(JsonReader reader, ItemReading<DeviceOutcome> device) throws IOException {
        JsonFields fields = new JsonFields(WANTED, reader.getPath());
        List<DeviceOutcome> devices = null;
        List<StatusDto> transactions = null;
        reader.beginObject();
        while (reader.hasNext()) {
            int list = reader.selectName(LISTS);
            if (list < 0) {
                fields.add(reader);
            } else if (reader.peek() == JsonReader.Token.NULL) {
                fields.addUnknown(LISTS.strings().get(list), reader);
            } else if (list == 0) {
                devices = JsonItems.all(reader, device);
            } else {
                transactions = transactions(reader, device);
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

    private static List<StatusDto> transactions(JsonReader reader, ItemReading<DeviceOutcome> device)
            throws IOException {
        List<StatusDto> transactions = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            transactions.add(read(reader, device));
        }
        reader.endArray();
        return transactions;
    }
}
