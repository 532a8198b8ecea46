package io.github.kdpbridge.gen1client.wire;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.error.ErrorLevel;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.gen1facade.wire.Gen1Field;
import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import io.github.kdpbridge.serviceclient.json.JsonReading;
import io.github.kdpbridge.serviceclient.json.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, transactions included.
 *
 * @param name the field of the items
 * @param items the items; null if the answer lacks the field
 */
record ListAnswer<T>(
        String name,
        @Nullable List<T> items,
        Verdict verdict,
        @Nullable Long totalCount,
        @Nullable Long totalPage,
        UnknownFields unknown) {
    private static final FieldNames WANTED = FieldNames.of(
            Gen1Field.CODE,
            Gen1Field.MESSAGE,
            Gen1Field.DATA,
            Gen1Field.TOTAL_COUNT,
            Gen1Field.TOTAL_PAGE,
            Gen1Field.PAGE_NUM);

    /** Returns the reader of a page, by the field of its items and their reader. */
    static <T> JsonReading<ListAnswer<T>> reading(String name, JsonReading<List<T>> items, Gen1Verdicts verdicts) {
        JsonReader.Options option = JsonReader.Options.of(name);
        return reader -> {
            JsonFields fields = new JsonFields(WANTED, reader.getPath());
            List<T> found = null;
            reader.beginObject();
            while (reader.hasNext()) {
                if (reader.selectName(option) != 0) {
                    fields.add(reader);
                } else if (found == null) {
                    found = items.read(reader);
                } else {
                    throw new JsonDataException(name + " is there twice");
                }
            }
            reader.endObject();
            fields.checkOnce();
            var unused = fields.textIfAny(Gen1Field.PAGE_NUM); // the requested number counts
            return new ListAnswer<>(
                    name,
                    found,
                    verdicts.take(ErrorLevel.REQUEST, fields),
                    fields.wholeNumberIfAny(Gen1Field.TOTAL_COUNT),
                    fields.wholeNumberIfAny(Gen1Field.TOTAL_PAGE),
                    fields.unknown());
        };
    }

    /** Returns the items. An answer without the list counts as an empty one only if it reports that there is nothing. */
    List<T> listed(Exchange exchange) {
        ServiceError error = verdict.error();
        if (error != null) {
            throw exchange.refused(error, null);
        }
        boolean nothing = totalCount != null && totalCount == 0;
        if (items == null && !nothing) {
            throw exchange.notUnderstood("the body has no " + name);
        }
        return items == null ? List.of() : items;
    }

    Page<T> page(Exchange exchange, PageRequest asked) {
        List<T> all = listed(exchange);
        if (asked.number() == 0 && all.isEmpty() && totalCount != null && totalCount > 0) {
            throw exchange.notUnderstood("it counts %d %s and lists none".formatted(totalCount, name));
        }
        return new Page<>(all, totalCount, asked.number(), totalPage, unknown);
    }
}
