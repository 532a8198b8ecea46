package io.github.kdpbridge.compattests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kdpbridge.gen1facade.Gen1Response;
import java.util.List;
import java.util.Set;

/** What every answer of generation 1 looks like (contract, sections 4 to 7). */
final class Gen1Shape {
    private static final long SUCCESS = 2000000;

    private Gen1Shape() {}

    /** Checks an answer of any status, and returns its body. */
    static JsonNode check(Gen1Response answer) {
        assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
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

    private static void transaction(JsonNode transaction) {
        assertThat(fields(transaction)).containsExactly("transactionId", "state", "type", "devices");
        assertThat(transaction.get("devices").isArray()).isTrue();
        for (JsonNode device : transaction.get("devices")) {
            assertThat(device.size()).isIn(1, 3, 4);
            assertThat(device.has("code")).isEqualTo(device.size() > 1);
        }
    }

    private static void failed(int status, JsonNode body) {
        assertThat(status == 200 || (status >= 400 && status <= 599))
                .as("status %s", status)
                .isTrue();
        assertThat(status).isNotEqualTo(429);
        assertThat(body.path("state").textValue()).isEqualTo(status < 500 ? "Rejected" : null);
        assertThat(body.path("code").isMissingNode()).isFalse();
        assertThat(body.has("message")).isTrue();
        assertThat(Set.of("transactionId", "state", "code", "message", "data")).containsAll(fields(body));
    }

    static List<String> fields(JsonNode object) {
        return object.properties().stream().map(field -> field.getKey()).toList();
    }
}
