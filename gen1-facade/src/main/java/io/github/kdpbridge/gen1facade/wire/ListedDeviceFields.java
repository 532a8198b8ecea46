package io.github.kdpbridge.gen1facade.wire;

import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ListedDevice;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes the fields of one listed device: its first identifier, and the others under the names of generation 2
 * (documented there, assumed here). No name is repeated.
 */
final class ListedDeviceFields {
    private final Gen1Profile profile;
    private final JsonWriter json;
    private final Set<String> names = new HashSet<>();

    ListedDeviceFields(Gen1Profile profile, JsonWriter json) {
        this.profile = profile;
        this.json = json;
    }

    void write(ListedDevice device) throws IOException {
        String first = profile.deviceField(device.id().type());
        names.add(first);
        json.name(first).value(device.id().value());
        if (profile.lists().deviceDetails()) {
            details(device);
        }
    }

    private void details(ListedDevice device) throws IOException {
        for (DeviceId id : device.ids()) {
            String name = profile.deviceField(id.type());
            if (names.add(name)) {
                json.name(name).value(id.value());
            }
        }
        if (device.recordId() != null && names.add(Gen1Field.RECORD_ID)) {
            json.name(Gen1Field.RECORD_ID).value(device.recordId());
        }
        if (device.createTime() != null && names.add(Gen1Field.CREATE_TIME)) {
            json.name(Gen1Field.CREATE_TIME).value(device.createTime().toEpochMilli());
        }
        if (device.customer() != null && names.add(Gen1Field.CUSTOMER_ID)) {
            json.name(Gen1Field.CUSTOMER_ID).value(device.customer().value());
        }
        if (device.state() != null && names.add(Gen1Field.STATE)) {
            json.name(Gen1Field.STATE).value(device.state());
        }
        for (Map.Entry<String, String> field : device.unknown().json().entrySet()) {
            if (names.add(field.getKey())) {
                JsonObject.field(json, field.getKey(), field.getValue());
            }
        }
    }
}
