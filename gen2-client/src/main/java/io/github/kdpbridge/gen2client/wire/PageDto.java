package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.UnknownFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of any list; {@code code} is a string (documented) or a number, and absent where there is only a list.
 *
 * @param items the items; null if the answer has no such field at all
 */
record PageDto<T>(
        @Nullable List<T> items,
        @Nullable String code,
        @Nullable String message,
        @Nullable String data,
        @Nullable Long totalCount,
        @Nullable Long totalPages,
        UnknownFields unknown) {

    /** Returns the way to read a page whose items stand in a field, and are each read this way. */
    static <T> ReadOnlyAdapter.Reading<PageDto<T>> reading(
            Gen2ListProfile profile, ListField itemsField, ItemReading<T> item) {
        String items = profile.name(itemsField);
        String totalCount = profile.name(ListField.TOTAL_COUNT);
        String totalPages = profile.name(ListField.TOTAL_PAGES);
        FieldNames wanted = FieldNames.of("code", "message", "data", totalCount, totalPages);
        JsonReader.Options itemsOption = JsonReader.Options.of(items);
        return reader -> {
            JsonFields fields = new JsonFields(wanted, reader.getPath());
            List<T> found = null;
            reader.beginObject();
            while (reader.hasNext()) {
                if (reader.selectName(itemsOption) == 0) {
                    found = JsonItems.allButNulls(reader, item);
                } else {
                    fields.add(reader);
                }
            }
            reader.endObject();
            return new PageDto<>(
                    found,
                    fields.text("code"),
                    fields.any("message"),
                    fields.any("data"),
                    fields.wholeNumberIfAny(totalCount),
                    fields.wholeNumberIfAny(totalPages),
                    fields.unknown());
        };
    }
}
