package io.github.kdpbridge.gen2client.wire;

import io.github.kdpbridge.core.DeviceId;
import org.jspecify.annotations.Nullable;

/** One device of a status; {@code code} is a number or a string, and absent if the device succeeded. */
record DeviceDto(
        DeviceId id,
        @Nullable String code,
        @Nullable String message,
        @Nullable String data) {}
