package io.github.kdpbridge.gateway.doctor;

import java.util.function.Consumer;

/** One check of the doctor. */
@FunctionalInterface
interface Check {
    /** Runs the check and reports each finding at once. Never throws because of the thing checked. */
    void run(Consumer<Finding> findings);
}
