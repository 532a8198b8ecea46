package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.world.DeviceType;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one device of a transaction.
 *
 * @param id its identifier, as it was sent
 * @param failure its error, or null
 * @param repeated whether the request named the device before, and this repeats its first outcome
 */
public record DeviceOutcome(
        DeviceType type, String id, @Nullable Condition failure, boolean repeated) {
    static DeviceOutcome good(DeviceType type, String id) {
        return new DeviceOutcome(type, id, null, false);
    }

    static DeviceOutcome failed(DeviceType type, String id, Condition failure) {
        return new DeviceOutcome(type, id, failure, false);
    }

    DeviceOutcome again(String sent) {
        return new DeviceOutcome(type, sent, failure, true);
    }
}
