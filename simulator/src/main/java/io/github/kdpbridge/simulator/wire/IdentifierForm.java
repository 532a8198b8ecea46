package io.github.kdpbridge.simulator.wire;

import io.github.kdpbridge.simulator.portal.Meid;
import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.simulator.world.Dialect;
import java.util.Locale;

/** How a dialect writes the identifier of a device in a status, and the name of its field. */
record IdentifierForm(Dialect dialect) {
    /** The usual field of a type in lists and statuses (contract, sections 5 and 6). */
    static String byType(DeviceType type) {
        return switch (type) {
            case IMEI -> "imei";
            case SN -> "serialNumber";
            case MEID -> "meid";
        };
    }

    String field(DeviceType type) {
        return switch (dialect.get(Dialect.DEVICE_KEY)) {
            case BY_TYPE -> byType(type);
            case MEI -> type == DeviceType.IMEI ? "mei" : byType(type);
            case DEVICE_ID -> "deviceId";
        };
    }

    String write(DeviceType type, String id) {
        String formed = switch (type) {
            case IMEI -> dialect.get(Dialect.IMEI_CHECK_DIGIT) || id.length() != 15 ? id : id.substring(0, 14);
            case MEID -> meid(id);
            case SN -> id;
        };
        return switch (dialect.get(Dialect.LETTER_CASE)) {
            case AS_SENT -> formed;
            case UPPER -> formed.toUpperCase(Locale.ROOT);
            case LOWER -> formed.toLowerCase(Locale.ROOT);
        };
    }

    private String meid(String id) {
        return switch (dialect.get(Dialect.MEID_FORM)) {
            case AS_SENT -> id;
            case HEXADECIMAL -> Meid.hexadecimal(id);
            case DECIMAL -> Meid.decimal(id);
        };
    }
}
