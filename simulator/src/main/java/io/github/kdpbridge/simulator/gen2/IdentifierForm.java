package io.github.kdpbridge.simulator.gen2;

import io.github.kdpbridge.simulator.portal.Meid;
import io.github.kdpbridge.simulator.wire.IdentifierField;
import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.simulator.world.Dialect;
import java.util.Locale;

/** How a dialect writes the identifier of a device in a status, and the name of its field. */
final class IdentifierForm {
    private final Dialect dialect;

    IdentifierForm(Dialect dialect) {
        this.dialect = dialect;
    }

    String field(DeviceType type) {
        return switch (dialect.deviceKey()) {
            case BY_TYPE -> IdentifierField.of(type);
            case MEI -> type == DeviceType.IMEI ? "mei" : IdentifierField.of(type);
            case DEVICE_ID -> "deviceId";
        };
    }

    String write(DeviceType type, String id) {
        String formed = switch (type) {
            case IMEI -> dialect.imeiCheckDigit() || id.length() != 15 ? id : id.substring(0, 14);
            case MEID -> meid(id);
            case SN -> id;
        };
        return switch (dialect.letterCase()) {
            case AS_SENT -> formed;
            case UPPER -> formed.toUpperCase(Locale.ROOT);
            case LOWER -> formed.toLowerCase(Locale.ROOT);
        };
    }

    private String meid(String id) {
        return switch (dialect.meidForm()) {
            case AS_SENT -> id;
            case HEXADECIMAL -> Meid.hexadecimal(id);
            case DECIMAL -> Meid.decimal(id);
        };
    }
}
