package io.github.kdpbridge.compattests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.primitives.Ints;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.gen1facade.Gen1Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;

/**
 * Any answer of the service: the client reads it or says that it cannot, the caller of generation 1 gets an answer in
 * its own shape, and is never told that its key is wrong.
 */
class AnswerFuzzTest {
    private static final String DEVICES = "/bulkenroll/v1/reseller/devices";
    private static final ByteString WRITE = ByteString.encodeUtf8("{\"transactionId\":\"t\",\"resellerId\":\""
            + FuzzedBridge.RESELLER
            + "\",\"customerId\":\"1200000321\",\"devices\":{\"type\":\"IMEI\",\"list\":[\"351800000000701\"]}}");
    private static final ByteString QUESTION =
            ByteString.encodeUtf8("{\"resellerId\":\"" + FuzzedBridge.RESELLER + "\"}");

    private final FuzzedBridge bridge = new FuzzedBridge();

    @AfterEach
    void close() {
        bridge.close();
    }

    @DictionaryFile(resourcePath = "gen2.dict")
    @FuzzTest
    void answer(byte[] input) {
        Message message = Message.of(input);
        Integer given = Ints.tryParse(message.word(1, "200"));
        int status = given == null ? 200 : 200 + Math.floorMod(given - 200, 400);
        bridge.service.answer(status, message.headers(), message.body());

        if (message.word(0, "").equals("profiles")) {
            profiles();
            return;
        }
        Gen1Response answer = ask(message.word(0, ""));

        JsonNode said = Gen1Shape.check(answer);
        assertThat(answer.status()).isNotEqualTo(401);
        assertThat(bridge.service.requests()).isBetween(1, 2);
        assertThat(answer.body().utf8()).doesNotContain(FuzzedBridge.TOKEN).doesNotContain(FuzzedBridge.KEY);
        StrictJson.object(message.body()).ifPresent(body -> sameDevices(body, said));
    }

    private void profiles() {
        try {
            assertThat(bridge.client.kmeProfiles(CustomerId.of("1200000321"))).isNotNull();
        } catch (KdpException e) {
            assertThat(e).hasMessageNotContaining(FuzzedBridge.TOKEN);
        }
    }

    private Gen1Response ask(String operation) {
        String query = "resellerId=" + FuzzedBridge.RESELLER + "&transactionId=t";
        return switch (operation) {
            case "upload" -> bridge.handle("PUT", DEVICES, null, WRITE);
            case "delete" -> bridge.handle("PUT", DEVICES + "/delete", null, WRITE);
            case "devices" -> bridge.handle("GET", DEVICES, query, ByteString.EMPTY);
            case "customers" -> bridge.handle("POST", "/bulkenroll/v1/reseller/customers", null, QUESTION);
            case "resellers" -> bridge.handle("POST", "/bulkenroll/v1/reseller/resellers", null, QUESTION);
            default -> bridge.handle("GET", DEVICES + "/status", query, ByteString.EMPTY);
        };
    }

    /** An IMEI that the service names once and plainly is the one that the caller sees, in the same place. */
    private static void sameDevices(JsonNode answered, JsonNode said) {
        JsonNode items = said.path("transactions").path(0).path("devices");
        Optional<List<String>> expected = imeis(answered.path("devices"));
        if (items.isArray() && answered.path("transactionId").isTextual() && expected.isPresent()) {
            assertThat(imeis(items)).isEqualTo(expected);
        }
        if (said.path("devices").isArray() && answered.path("devices").isArray() && expected.isPresent()) {
            assertThat(imeis(said.path("devices"))).isEqualTo(expected);
        }
    }

    private static Optional<List<String>> imeis(JsonNode devices) {
        List<String> imeis = StreamSupport.stream(devices.spliterator(), false)
                .map(device -> device.path("imei").asText(""))
                .toList();
        return imeis.contains("") ? Optional.empty() : Optional.of(imeis);
    }
}
