package io.github.kdpbridge.serviceclient.json;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.squareup.moshi.JsonReader;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * The known fields of an object.
 *
 * @param names each name once
 * @param indexes the index of each name
 * @param options the names for a parser, which then creates no string for them
 */
public record FieldNames(
        ImmutableList<String> names, ImmutableMap<String, Integer> indexes, JsonReader.Options options) {
    public static FieldNames of(Collection<String> names) {
        ImmutableList<String> each = names.stream().distinct().collect(ImmutableList.toImmutableList());
        ImmutableMap<String, Integer> indexes =
                IntStream.range(0, each.size()).boxed().collect(ImmutableMap.toImmutableMap(each::get, at -> at));
        return new FieldNames(each, indexes, JsonReader.Options.of(each.toArray(String[]::new)));
    }

    public static FieldNames of(String... names) {
        return of(ImmutableList.copyOf(names));
    }
}
