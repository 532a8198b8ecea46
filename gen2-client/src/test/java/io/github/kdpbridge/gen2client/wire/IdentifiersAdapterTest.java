package io.github.kdpbridge.gen2client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.Identifiers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifiersAdapterTest {
    private static String written(List<String> identifiers) throws IOException {
        Buffer json = new Buffer();
        try (JsonWriter writer = JsonWriter.of(json)) {
            writer.beginObject().name("devices");
            new IdentifiersAdapter().toJson(writer, Identifiers.copyOf(identifiers));
            writer.name("more").value(1);
            writer.endObject();
        }
        return json.readUtf8();
    }

    private static List<String> read(String json) throws IOException {
        List<String> identifiers = new ArrayList<>();
        JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json));
        reader.beginObject();
        assertThat(reader.nextName()).isEqualTo("devices");
        reader.beginArray();
        while (reader.hasNext()) {
            identifiers.add(reader.nextString());
        }
        reader.endArray();
        return identifiers;
    }

    @Test
    void identifiers_standInAnArray() throws IOException {
        assertThat(written(List.of())).isEqualTo("{\"devices\":[],\"more\":1}");
        assertThat(written(List.of("351800000000701"))).isEqualTo("{\"devices\":[\"351800000000701\"],\"more\":1}");
        assertThat(written(List.of("1", "", "2"))).isEqualTo("{\"devices\":[\"1\",\"\",\"2\"],\"more\":1}");
        assertThat(written(List.of("a-1", "B 2"))).isEqualTo("{\"devices\":[\"a-1\",\"B 2\"],\"more\":1}");
    }

    /** They are written in blocks, whose ends have to be met by none, one and many. */
    @ParameterizedTest
    @CsvSource({"1, 2047", "1, 2048", "1, 2049", "15, 455", "15, 456", "15, 3000", "64, 122", "64, 123", "64, 1000"})
    void manyIdentifiers_standInOneArray(int length, int count) throws IOException {
        List<String> identifiers = IntStream.range(0, count)
                .mapToObj(i -> "x".repeat(64) + i)
                .map(text -> text.substring(text.length() - length))
                .toList();

        assertThat(written(identifiers))
                .isEqualTo("{\"devices\":[\"" + String.join("\",\"", identifiers) + "\"],\"more\":1}");
    }

    @Test
    void whatJsonHasToEscape_isEscaped() throws IOException {
        assertThat(written(List.of("a\"b", "1", "\\", "\u0001\n", "\u2028", "2")))
                .isEqualTo("{\"devices\":[\"a\\\"b\",\"1\",\"\\\\\",\"\\u0001\\n\",\"\\u2028\",\"2\"],\"more\":1}");
    }

    @Test
    void anyIdentifiers_areReadAsTheyWere() throws IOException {
        List<String> odd = List.of("\u00e9\u4e2d\ud83d\ude00", "\u007f", "x".repeat(5_000), "\"".repeat(2_000));
        List<String> identifiers = IntStream.range(0, 3_000)
                .mapToObj(i -> i % 50 == 0 ? odd.get(i / 50 % odd.size()) : "3518" + i + "y".repeat(i % 30))
                .toList();

        assertThat(read(written(identifiers))).isEqualTo(identifiers);
    }
}
