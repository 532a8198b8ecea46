package io.github.kdpbridge.gen1facade.wire;

import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ListedDevice;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import okio.ByteString;

/**
 * Writes the fields of a listed device after its first identifier, under the names of generation 2 (documented there,
 * assumed here). No name is repeated.
 */
final class ListedDeviceFields {
    private final Gen1Profile profile;
    private final JsonWriter json;
    private final Set<String> names = new HashSet<>();

    private ListedDeviceFields(Gen1Profile profile, JsonWriter json) {
        this.profile = profile;
        this.json = json;
    }

    static ByteString of(ListedDevice device, Gen1Profile profile) {
        return profile.lists().deviceDetails()
                ? JsonObject.of(json -> new ListedDeviceFields(profile, json).write(device))
                : DeviceArray.NO_FIELDS;
    }

    private void write(ListedDevice device) throws IOException {
        names.add(profile.deviceField(device.id().type()));
        for (DeviceId id : device.ids()) {
            String name = profile.deviceField(id.type());
            if (names.add(name)) {
                json.name(name).value(id.value());
            }
        }
        if (device.recordId() != null && names.add("id")) {
            json.name("id").value(device.recordId());
        }
        if (device.createTime() != null && names.add("createTime")) {
            json.name("createTime").value(device.createTime().toEpochMilli());
        }
        if (device.customer() != null && names.add("customerId")) {
            json.name("customerId").value(device.customer().value());
        }
        if (device.state() != null && names.add("state")) {
            json.name("state").value(device.state());
        }
        for (Map.Entry<String, String> field : device.unknown().json().entrySet()) {
            if (names.add(field.getKey())) {
                JsonObject.field(json, field.getKey(), field.getValue());
            }
        }
    }
}
