package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.DeviceType;
import org.jspecify.annotations.Nullable;

/**
 * What became of one device of a transaction.
 *
 * @param type the kind of its identifier
 * @param id its identifier
 * @param failure what went wrong, or null when nothing did
 */
public record DeviceOutcome(
        DeviceType type, String id, @Nullable Failure failure) {
    /**
     * Why a device failed.
     *
     * @param condition what is wrong
     * @param data the text for people
     */
    public record Failure(Condition condition, String data) {}
}
