package io.github.kdpbridge.simulator.gen2;

import io.github.kdpbridge.simulator.DeviceType;
import io.github.kdpbridge.simulator.portal.DeviceOutcome;
import io.github.kdpbridge.simulator.wire.Dialect;
import io.github.kdpbridge.simulator.wire.WireError;
import org.jspecify.annotations.Nullable;

/** A device of a transaction's status; without a code it succeeded (contract section 5). */
record DeviceDto(
        @Nullable String imei,
        @Nullable String serialNumber,
        @Nullable String meid,
        @Nullable Integer code,
        @Nullable String message,
        @Nullable String data) {
    static DeviceDto of(DeviceOutcome outcome, Dialect dialect) {
        DeviceType type = outcome.type();
        DeviceOutcome.Failure failure = outcome.failure();
        WireError error = failure == null ? null : dialect.error(failure.condition());
        return new DeviceDto(
                type == DeviceType.IMEI ? outcome.id() : null,
                type == DeviceType.SN ? outcome.id() : null,
                type == DeviceType.MEID ? outcome.id() : null,
                error == null ? null : error.code(),
                error == null ? null : error.name(),
                failure == null ? null : failure.data());
    }
}
