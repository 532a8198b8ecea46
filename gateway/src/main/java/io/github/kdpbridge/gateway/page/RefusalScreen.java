package io.github.kdpbridge.gateway.page;

import org.jspecify.annotations.Nullable;

/**
 * A page that says no.
 *
 * @param frame what is around it, with the reason
 * @param plan the address of a new plan, with what was typed; null if there is none
 */
public record RefusalScreen(Frame frame, @Nullable String plan) {}
