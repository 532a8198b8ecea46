package io.github.kdpbridge.compattests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kdpbridge.gen1facade.Gen1Response;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;

/** Any body of an upload: what the service gets is what the caller said, or the caller is told what is wrong. */
class UploadFuzzTest {
    private static final List<String> PLAIN =
            List.of("transactionId", "resellerId", "customerId", "transactionType", "devices");

    /** Moshi counts in 64 bits, and takes a few numbers beyond for ones that begin with a zero. */
    private static final Pattern HUGE_NUMBER = Pattern.compile("[0-9]{20}");

    private final FuzzedBridge bridge = new FuzzedBridge();

    @AfterEach
    void close() {
        bridge.close();
    }

    @DictionaryFile(resourcePath = "gen1.dict")
    @FuzzTest
    void upload(byte[] input) {
        ByteString body = ByteString.of(input);

        Gen1Response answer = bridge.accepted("PUT", "/bulkenroll/v1/reseller/devices", body);

        JsonNode said = Gen1Shape.check(answer);
        Optional<JsonNode> asked = StrictJson.object(body);
        boolean passedOn = bridge.service.requests() == 1;
        assertThat(answer.status()).isIn(passedOn ? List.of(200) : List.of(400, 403));
        if (asked.isPresent() && passedOn) {
            samePassedOn(asked.get(), StrictJson.answer(bridge.service.body()));
            assertThat(said.get("transactionId").textValue())
                    .isEqualTo(asked.get().get("transactionId").asText());
        } else if (asked.isPresent()) {
            assertThat(isPlainUpload(asked.get())).as("refused: %s", said).isFalse();
            assertThat(said.get("data").textValue().startsWith("the body is not valid JSON")
                            && !HUGE_NUMBER.matcher(body.utf8()).find())
                    .as("refused: %s", said)
                    .isFalse();
        }
    }

    /** Texts and whole numbers arrive as they were written; of a number with a fraction, Jackson keeps no literal. */
    private static void samePassedOn(JsonNode asked, JsonNode sent) {
        Stream.of("transactionId", "resellerId", "customerId", "vendorId", "orderNo", "targetService")
                .filter(field -> asked.path(field).isTextual())
                .forEach(field -> assertThat(sent.path(field).asText())
                        .as(field)
                        .isEqualTo(asked.get(field).textValue()));
        StrictJson.texts(asked.get("devices").get("list"))
                .ifPresent(list -> assertThat(StrictJson.texts(sent.get("devices")))
                        .as("devices")
                        .contains(list));
        assertThat(sent.get("devices").size())
                .isEqualTo(asked.get("devices").get("list").size());
    }

    /** Nothing but the documented fields, all of them there, and of the right kind. */
    private static boolean isPlainUpload(JsonNode asked) {
        JsonNode devices = asked.path("devices");
        return PLAIN.containsAll(Gen1Shape.fields(asked))
                && Stream.of("transactionId", "customerId").allMatch(field -> isText(asked.path(field)))
                && FuzzedBridge.RESELLER.equals(asked.path("resellerId").textValue())
                && asked.path("transactionType").asText("New").equals("New")
                && devices.isObject()
                && isText(devices.path("type"))
                && StrictJson.texts(devices.path("list")).isPresent()
                && isUnicode(asked.toString());
    }

    private static boolean isText(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty();
    }

    /** Half a surrogate pair is no character, and no request in UTF-8 can carry it. */
    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
