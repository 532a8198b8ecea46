package io.github.kdpbridge.compattests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import okio.ByteString;

/** A parser that the product has no part in: JSON to the letter, no field twice, nothing behind the end. */
final class StrictJson {
    /** Deeper than this, the product refuses (its parser's limit). */
    private static final int DEPTH = 250;

    private static final JsonMapper MAPPER =
            mapper(DEPTH).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /** A field that nobody knows is passed on as the service wrote it, be it not to the letter. */
    private static final JsonMapper ANSWERS = mapper(2 * DEPTH)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();

    private StrictJson() {}

    private static JsonMapper.Builder mapper(int depth) {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(depth)
                .maxNumberLength(Integer.MAX_VALUE)
                .build();
        return JsonMapper.builder(JsonFactory.builder()
                        .disable(JsonFactory.Feature.CHARSET_DETECTION)
                        .streamReadConstraints(limits)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** Returns the object, or nothing if the bytes are not exactly one object in UTF-8. */
    static Optional<JsonNode> object(ByteString bytes) {
        return object(MAPPER, bytes);
    }

    private static Optional<JsonNode> object(JsonMapper mapper, ByteString bytes) {
        try {
            var unused = StandardCharsets.UTF_8.newDecoder().decode(bytes.asByteBuffer()); // complains of other bytes
            // From the bytes: of characters, Jackson takes some letters for hexadecimal digits.
            JsonNode tree = mapper.readTree(bytes.toByteArray());
            return tree.isObject() ? Optional.of(tree) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the texts of an array, or nothing if it is no array of texts. */
    static Optional<List<String>> texts(JsonNode array) {
        List<JsonNode> items = StreamSupport.stream(array.spliterator(), false).toList();
        return array.isArray() && items.stream().allMatch(JsonNode::isTextual)
                ? Optional.of(items.stream().map(JsonNode::textValue).toList())
                : Optional.empty();
    }

    /** Returns an answer's object. */
    static JsonNode answer(ByteString bytes) {
        Optional<JsonNode> object = object(ANSWERS, bytes);
        assertThat(object).as("a JSON object: %s", bytes.utf8()).isPresent();
        return object.get();
    }
}
