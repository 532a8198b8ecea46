package io.github.kdpbridge.serviceclient.json;

import com.google.common.collect.ImmutableList;
import com.squareup.moshi.JsonReader;
import java.util.Collection;

/**
 * The known fields of an object.
 *
 * @param names each name once
 * @param options the names for a parser, which then creates no string for them
 */
public record FieldNames(ImmutableList<String> names, JsonReader.Options options) {
    public static FieldNames of(Collection<String> names) {
        ImmutableList<String> each = names.stream().distinct().collect(ImmutableList.toImmutableList());
        return new FieldNames(each, JsonReader.Options.of(each.toArray(String[]::new)));
    }

    public static FieldNames of(String... names) {
        return of(ImmutableList.copyOf(names));
    }
}
