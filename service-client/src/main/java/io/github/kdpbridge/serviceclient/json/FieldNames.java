package io.github.kdpbridge.serviceclient.json;

import com.google.common.collect.ImmutableList;
import com.squareup.moshi.JsonReader;
import java.util.Collection;
import okio.ByteString;

/**
 * The known fields of an object.
 *
 * @param names each name once
 * @param options the names for a parser, which then creates no string for them
 * @param utf8 the names as bytes
 */
public record FieldNames(ImmutableList<String> names, JsonReader.Options options, ImmutableList<ByteString> utf8) {
    public static FieldNames of(Collection<String> names) {
        ImmutableList<String> each = names.stream().distinct().collect(ImmutableList.toImmutableList());
        return new FieldNames(
                each,
                JsonReader.Options.of(each.toArray(String[]::new)),
                each.stream().map(ByteString::encodeUtf8).collect(ImmutableList.toImmutableList()));
    }

    public static FieldNames of(String... names) {
        return of(ImmutableList.copyOf(names));
    }

    /** Returns the index of the name between two positions, or -1. */
    int indexOf(byte[] json, int from, int to) {
        int length = to - from;
        for (int i = 0; i < utf8.size(); i++) {
            ByteString name = utf8.get(i);
            if (name.size() == length && name.rangeEquals(0, json, from, length)) {
                return i;
            }
        }
        return -1;
    }
}
