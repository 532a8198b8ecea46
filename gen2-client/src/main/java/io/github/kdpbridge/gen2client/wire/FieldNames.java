package io.github.kdpbridge.gen2client.wire;

import com.google.common.collect.ImmutableList;
import com.squareup.moshi.JsonReader;
import java.util.Collection;

/**
 * The fields that may be taken out of an object of an answer.
 *
 * @param names each once
 * @param options the same for a parser, which then makes no text of a name
 */
record FieldNames(ImmutableList<String> names, JsonReader.Options options) {
    static FieldNames of(Collection<String> names) {
        ImmutableList<String> each = names.stream().distinct().collect(ImmutableList.toImmutableList());
        return new FieldNames(each, JsonReader.Options.of(each.toArray(String[]::new)));
    }

    static FieldNames of(String... names) {
        return of(ImmutableList.copyOf(names));
    }
}
