package io.github.kdpbridge.gen2client.wire;

import org.jspecify.annotations.Nullable;

/** The answer to an accepted upload or deletion; {@code code} is a number or a string. */
record ReceiptDto(
        @Nullable String transactionId,
        @Nullable String state,
        @Nullable String code,
        @Nullable String message,
        @AnyJson @Nullable String data) {}
