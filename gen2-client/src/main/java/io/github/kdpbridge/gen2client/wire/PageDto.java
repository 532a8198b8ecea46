package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.ItemReading;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import io.github.kdpbridge.serviceclient.json.JsonItems;
import io.github.kdpbridge.serviceclient.json.JsonReading;
import io.github.kdpbridge.serviceclient.json.Verdict;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A page of any list.
 *
 * @param items the items; null if the answer lacks the field
 */
record PageDto<T>(
        @Nullable List<T> items,
        @Nullable String errorId,
        Verdict verdict,
        @Nullable Long totalCount,
        @Nullable Long totalPages,
        UnknownFields unknown) {

    /** Returns the reader of a page, by the field of its items and their reader. */
    static <T> JsonReading<PageDto<T>> reading(
            Gen2ListProfile profile, ListField itemsField, ItemReading<T> item, Supplier<Verdicts> verdicts) {
        String items = profile.name(itemsField);
        String totalCount = profile.name(ListField.TOTAL_COUNT);
        String totalPages = profile.name(ListField.TOTAL_PAGES);
        FieldNames wanted = FieldNames.of("errorId", "code", "message", "data", totalCount, totalPages);
        JsonReader.Options itemsOption = JsonReader.Options.of(items);
        return reader -> {
            JsonFields fields = new JsonFields(wanted, reader.getPath());
            List<T> found = null;
            reader.beginObject();
            while (reader.hasNext()) {
                if (reader.selectName(itemsOption) != 0) {
                    fields.add(reader);
                } else if (found == null) {
                    found = JsonItems.allButNulls(reader, item);
                } else {
                    throw new JsonDataException(items + " is there twice");
                }
            }
            reader.endObject();
            fields.checkOnce();
            return new PageDto<>(
                    found,
                    fields.any("errorId"),
                    verdicts.get().take(fields),
                    fields.wholeNumberIfAny(totalCount),
                    fields.wholeNumberIfAny(totalPages),
                    fields.unknown());
        };
    }
}
