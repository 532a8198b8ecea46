package io.github.kdpbridge.verify.session;

import io.github.kdpbridge.verify.json.JsonTree;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An answer of a peer.
 *
 * @param status the HTTP status; 0 if no answer came
 * @param body the text of the body; empty if there is none
 * @param elapsed from sending the request to the end of the answer
 */
public record Answer(int status, List<Header> headers, String body, Duration elapsed) {
    private static final int NO_ANSWER = 0;
    private static final String SUCCESS = "2000000";

    /** Returns the placeholder for a missing answer: status 0, and the reason. */
    public static Answer missing(String why) {
        return new Answer(NO_ANSWER, List.of(), why, Duration.ZERO);
    }

    /** Returns the values of a header, joined by commas; empty if it is absent. */
    public String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .collect(Collectors.joining(", "));
    }

    /** Returns the body as JSON; JSON {@code null} if it is not JSON. */
    public JsonTree json() {
        return JsonTree.orNull(body);
    }

    public boolean isMissing() {
        return status == NO_ANSWER;
    }

    public Answer {
        headers = List.copyOf(headers);
    }

    /**
     * Returns whether a client of generation 1 takes it for a success: by its status, and by its code if there is one
     * (contract section 4, observed).
     */
    public boolean succeeded() {
        boolean refused = json().fields().containsKey("code")
                && !json().get("code").text().equals(SUCCESS);
        return status >= 200 && status < 300 && !refused;
    }
}
