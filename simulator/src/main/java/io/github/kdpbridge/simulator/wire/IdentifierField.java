package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.world.DeviceType;

/** Where an identifier stands in the items of lists and statuses (contract, sections 5 and 6). */
public final class IdentifierField {
    private IdentifierField() {}

    /**
     * The field of a type.
     *
     * @param type the kind of identifier
     * @return {@code imei}, {@code serialNumber} or {@code meid}
     */
    public static String of(DeviceType type) {
        return switch (type) {
            case IMEI -> "imei";
            case SN -> "serialNumber";
            case MEID -> "meid";
        };
    }
}
