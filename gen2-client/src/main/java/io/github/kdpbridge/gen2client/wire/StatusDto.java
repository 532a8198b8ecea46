package io.github.kdpbridge.gen2client.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a status request: a bare transaction, or one or more in {@code transactions}. */
record StatusDto(
        @Nullable String transactionId,
        @Nullable String state,
        @Nullable String type,
        @Nullable List<DeviceDto> devices,
        @Nullable List<StatusDto> transactions) {}
