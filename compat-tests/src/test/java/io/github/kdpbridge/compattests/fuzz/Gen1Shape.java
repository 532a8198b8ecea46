package io.github.kdpbridge.compattests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kdpbridge.gen1facade.Gen1Response;
import java.util.List;
import java.util.Set;

/** What every answer of generation 1 looks like (contract, sections 4 to 7). */
final class Gen1Shape {
    private static final long SUCCESS = 2000000;
    private static final long WRONG_KEY = 4010000;
    private static final Set<String> REFUSAL = Set.of("transactionId", "state", "code", "message", "data");
    private static final Set<String> TRANSACTION =
            Set.of("transactionId", "state", "type", "code", "message", "data", "devices");

    private Gen1Shape() {}

    /** Checks an answer of any status, and returns its body. */
    static JsonNode check(Gen1Response answer) {
        assertThat(answer.header("Content-Type")).hasValue("application/json");
        JsonNode body = StrictJson.answer(answer.body());
        if (answer.status() == 200 && !isRefusal(body)) {
            accepted(body);
        } else {
            failed(answer.status(), body);
        }
        return body;
    }

    /** A code that nobody knows keeps the status that it came with, and that may be 200. */
    private static boolean isRefusal(JsonNode body) {
        return body.has("code") && body.get("code").asLong() != SUCCESS;
    }

    private static void accepted(JsonNode body) {
        if (body.has("code")) {
            assertThat(fields(body)).containsExactly("transactionId", "state", "code", "message");
            assertThat(body.get("code").isIntegralNumber()).isTrue();
            assertThat(body.get("code").longValue()).isEqualTo(SUCCESS);
            assertThat(body.get("message").textValue()).isEqualTo("SUCCESS");
            assertThat(body.get("transactionId").textValue()).isNotEmpty();
            assertThat(body.get("state").isTextual()).isTrue();
        } else {
            assertThat(body.path("pageNum").isIntegralNumber()).isTrue();
            assertThat(List.of("transactions", "devices", "customers", "resellers").stream()
                            .filter(list -> body.path(list).isArray()))
                    .hasSize(1);
            body.path("transactions").forEach(Gen1Shape::transaction);
        }
    }

    /** Beside its devices, a transaction may have an error of its own; none of its devices is good then. */
    private static void transaction(JsonNode transaction) {
        boolean failed = transaction.has("code");
        assertThat(fields(transaction))
                .startsWith("transactionId", "state", "type")
                .endsWith("devices");
        assertThat(TRANSACTION).containsAll(fields(transaction));
        assertThat(transaction.get("state").textValue()).isIn("Progress", "Complete");
        assertThat(transaction.get("type").isTextual()).isTrue();
        assertThat(transaction.get("devices").isArray()).isTrue();
        for (JsonNode device : transaction.get("devices")) {
            assertThat(device.size()).isBetween(1, 4);
            assertThat(device.has("code")).isEqualTo(device.size() > 1);
            assertThat(device.has("code") || !failed)
                    .as("no good device in a failed transaction: %s", transaction)
                    .isTrue();
        }
    }

    private static void failed(int status, JsonNode body) {
        assertThat(status == 200 || (status >= 400 && status <= 599))
                .as("status %s", status)
                .isTrue();
        assertThat(status).isNotEqualTo(429);
        assertThat(body.path("code").isMissingNode()).isFalse();
        assertThat(body.has("message")).isTrue();
        if (status == 401) {
            wrongKey(body);
            return;
        }
        assertThat(body.path("state").textValue()).isEqualTo(status < 500 ? "Rejected" : null);
        assertThat(REFUSAL).containsAll(fields(body));
    }

    /** The one 401 of a bridge speaks of the caller's key, and names no transaction (documented). */
    private static void wrongKey(JsonNode body) {
        assertThat(fields(body)).containsExactly("code", "message", "data");
        assertThat(body.get("code").longValue()).isEqualTo(WRONG_KEY);
        assertThat(body.get("message").textValue()).isEqualTo("AUTHORIZATION_FAIL");
        assertThat(body.get("data").textValue()).isEqualTo("Invalid Api Key");
    }

    static List<String> fields(JsonNode object) {
        return object.properties().stream().map(field -> field.getKey()).toList();
    }
}
