package io.github.kdpbridge.core.migration.explorer;

/** Receives the steps that can be next. */
@FunctionalInterface
interface Steps {
    /**
     * Receives a step.
     *
     * @param next the state after it
     * @param label the step in words, as a format
     * @param arguments those of the format
     */
    void add(State next, String label, Object... arguments);
}
