package io.github.kdpbridge.compattests.session;

import static java.util.Objects.requireNonNull;

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

    /** Copies the headers. */
    public Answer {
        headers = List.copyOf(headers);
        requireNonNull(body);
        requireNonNull(elapsed);
    }
}
