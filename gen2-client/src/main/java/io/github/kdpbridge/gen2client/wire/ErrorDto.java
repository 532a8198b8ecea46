package io.github.kdpbridge.gen2client.wire;

import org.jspecify.annotations.Nullable;

/** The answer to a refused request; {@code code} is a number or a string. */
record ErrorDto(
        @Nullable String errorId,
        @Nullable String code,
        @Nullable String message,
        @AnyJson @Nullable String data) {}
