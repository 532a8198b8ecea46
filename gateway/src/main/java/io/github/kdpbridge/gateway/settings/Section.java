package io.github.kdpbridge.gateway.settings;

/**
 * The head of a section in a table of settings.
 *
 * @param path its path
 * @param meaning what its settings have in common; empty if nothing has to be said
 */
public record Section(String path, String meaning) implements Row {}
