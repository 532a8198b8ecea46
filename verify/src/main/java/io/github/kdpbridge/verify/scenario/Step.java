package io.github.kdpbridge.verify.scenario;

import io.github.kdpbridge.verify.session.SessionRequest;
import java.time.Duration;

/**
 * One request of a scenario.
 *
 * @param request what is sent
 * @param pause how much time passes before it is sent
 * @param expected what must be answered
 */
public record Step(SessionRequest request, Duration pause, Expectation expected) {}
