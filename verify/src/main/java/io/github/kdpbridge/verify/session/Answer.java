package io.github.kdpbridge.verify.session;

import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.verify.json.JsonTree;
import java.time.Duration;
import java.util.List;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param headers sorted by name
 * @param body the text of the body, empty when there is none
 * @param elapsed from sending the request to having the whole answer
 */
public record Answer(int status, List<Header> headers, String body, Duration elapsed) {
    private static final String SUCCESS = "2000000";

    /** Copies the headers. */
    public Answer {
        headers = List.copyOf(headers);
        requireNonNull(body);
        requireNonNull(elapsed);
    }

    /**
     * Returns whether a client of generation 1 takes it for a success: the status says so, and the code as well if there is
     * one (contract section 4, observed).
     */
    public boolean succeeded() {
        boolean refused = JsonTree.parse(body).orElse(null) instanceof JsonTree.ObjectNode object
                && object.fields().containsKey("code")
                && !object.fields().get("code").compact().replace("\"", "").equals(SUCCESS);
        return status >= 200 && status < 300 && !refused;
    }
}
