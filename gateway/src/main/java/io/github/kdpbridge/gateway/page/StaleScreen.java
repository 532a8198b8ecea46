package io.github.kdpbridge.gateway.page;

/**
 * An act that was not done, because its unit changed since it was planned.
 *
 * @param frame what is around it
 * @param why by whom and how it changed
 * @param plan the address of a new plan, with what was typed
 */
public record StaleScreen(Frame frame, String why, String plan) {}
