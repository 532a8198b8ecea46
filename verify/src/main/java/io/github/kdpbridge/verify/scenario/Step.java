package io.github.kdpbridge.verify.scenario;

import io.github.kdpbridge.verify.session.SessionRequest;
import java.time.Duration;

/**
 * One request of a scenario.
 *
 * @param request the request
 * @param pause the time that passes before it is sent
 * @param expected the required answer
 */
public record Step(SessionRequest request, Duration pause, Expectation expected) {}
