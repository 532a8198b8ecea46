package io.github.kdpbridge.simulator.gen1;

import org.jspecify.annotations.Nullable;

/** A refused request (contract section 4: observed). */
record RefusalDto(@Nullable String transactionId, String state, int code, String message, String data) {}
