package io.github.kdpbridge.compattests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.primitives.Ints;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;

/**
 * Any answer of the service: the client reads it or says that it cannot, the caller of generation 1 gets an answer in
 * its own shape, and is never told that its key is wrong.
 */
@ExpectedLog(AnswerFuzzTest.OPERATION + " got an answer that cannot be understood: .*")
@ExpectedLog(AnswerFuzzTest.OPERATION + " got no answer: .*")
@ExpectedLog(AnswerFuzzTest.OPERATION + " was refused: .*")
@ExpectedLog(AnswerFuzzTest.OPERATION + " was not sent: .*")
@ExpectedLog(".*: the service sent code .*, which the error catalogue does not know; .*")
@ExpectedLog("the service is otherwise than assumed .*")
@ExpectedLog("this machine's clock differs from the service's by -?[0-9]+ s; going by the service's")
class AnswerFuzzTest {
    /** As the log names what is asked for. */
    static final String OPERATION = "(upload|delete|remove|status|(transactions|devices|customers) page) [^ ]+";

    private static final String DEVICES = "/bulkenroll/v1/reseller/devices";
    private static final ByteString WRITE = ByteString.encodeUtf8("{\"transactionId\":\"t\",\"resellerId\":\""
            + FuzzedBridge.RESELLER
            + "\",\"customerId\":\"1200000321\",\"devices\":{\"type\":\"IMEI\",\"list\":[\"351800000000701\"]}}");
    private static final ByteString REMOVAL = ByteString.encodeUtf8("{\"transactionId\":\"t\",\"resellerId\":\""
            + FuzzedBridge.RESELLER
            + "\",\"customerId\":\"1200000321\",\"removeTransactionId\":\"u\"}");
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
        assertThat(bridge.service.requests()).isBetween(isOfTheBridge(message) ? 0 : 1, 2);
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

    /** Generation 2 has no list of resellers. */
    private static boolean isOfTheBridge(Message message) {
        return message.word(0, "").equals("resellers");
    }

    private Gen1Response ask(String operation) {
        String query = "resellerId=" + FuzzedBridge.RESELLER + "&transactionId=t";
        return switch (operation) {
            case "upload" -> bridge.handle("PUT", DEVICES, null, WRITE);
            case "remove" -> bridge.handle("PUT", DEVICES + "/delete", null, REMOVAL);
            case "delete" -> bridge.handle("PUT", DEVICES + "/delete", null, WRITE);
            case "devices" -> bridge.handle("GET", DEVICES, query, ByteString.EMPTY);
            case "customers" -> bridge.handle("POST", "/bulkenroll/v1/reseller/customers", null, QUESTION);
            case "transactions" ->
                bridge.handle("GET", DEVICES + "/status", "resellerId=" + FuzzedBridge.RESELLER, ByteString.EMPTY);
            case "resellers" -> bridge.handle("POST", "/bulkenroll/v1/reseller/resellers", null, QUESTION);
            default -> bridge.handle("GET", DEVICES + "/status", query, ByteString.EMPTY);
        };
    }

    /** An IMEI that the service names once and plainly is the one that the caller sees, in the same place. */
    private static void sameDevices(JsonNode answered, JsonNode said) {
        JsonNode transaction = said.path("transactions").path(0);
        if (transaction.path("state").asText().equals("Complete")) {
            imeis(theTransaction(answered).path("devices"), "imei")
                    .ifPresent(expected -> assertThat(imeis(transaction.path("devices"), "imei"))
                            .contains(expected));
        }
        if (said.path("devices").isArray() && answered.path("devices").isArray()) {
            imeis(answered.path("devices"), "mei")
                    .ifPresent(expected ->
                            assertThat(imeis(said.path("devices"), "imei")).contains(expected));
        }
    }

    /** The only transaction of an answer: inside the object {@code devices} (documented), or bare (documented once). */
    private static JsonNode theTransaction(JsonNode answered) {
        JsonNode transactions = answered.path("devices").path("transactions");
        return transactions.size() == 1 ? transactions.get(0) : answered;
    }

    private static Optional<List<String>> imeis(JsonNode devices, String field) {
        List<String> imeis = StreamSupport.stream(devices.spliterator(), false)
                .map(device -> device.path(field).asText(""))
                .toList();
        return imeis.isEmpty() || imeis.contains("") ? Optional.empty() : Optional.of(imeis);
    }
}
