package io.github.kdpbridge.gateway.doctor;

import java.util.function.Consumer;

/** Looks at one thing. */
@FunctionalInterface
interface Check {
    /** Looks, and tells each finding as soon as it is made. Never throws because of what it looks at. */
    void run(Consumer<Finding> findings);
}
