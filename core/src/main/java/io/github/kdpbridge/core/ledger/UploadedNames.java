package io.github.kdpbridge.core.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceKey;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.ResellerId;
import java.util.Map;
import java.util.Set;

/** Puts the identifier that a listed device was uploaded by first. */
record UploadedNames(Ledger ledger, ResellerId reseller) {

    Page<ListedDevice> applyTo(Page<ListedDevice> page) {
        Set<String> keys = page.items().stream()
                .flatMap(device -> device.ids().stream())
                .filter(UploadedNames::isOther)
                .map(UploadedNames::key)
                .collect(ImmutableSet.toImmutableSet());
        Map<String, DeviceId> uploaded = keys.isEmpty() ? Map.of() : ledger.uploadedAs(reseller, keys);
        return uploaded.isEmpty()
                ? page
                : page.with(page.items().stream()
                        .map(device -> named(device, uploaded))
                        .toList());
    }

    private static ListedDevice named(ListedDevice device, Map<String, DeviceId> uploaded) {
        for (DeviceId id : device.ids()) {
            DeviceId name = uploaded.get(key(id));
            if (name != null && name.type().equals(id.type())) {
                return device.with(ImmutableList.<DeviceId>builder()
                        .add(name)
                        .addAll(device.ids().stream()
                                .filter(other -> !other.equals(id))
                                .iterator())
                        .build());
            }
        }
        return device;
    }

    private static boolean isOther(DeviceId id) {
        return !id.type().equals(DeviceType.IMEI);
    }

    private static String key(DeviceId id) {
        return DeviceKey.of(id.value());
    }
}
