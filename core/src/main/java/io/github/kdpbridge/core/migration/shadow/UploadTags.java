package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.DeviceKey;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.Units;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the tags in generation 2's list of devices with the uploads that the ledger knows. */
final class UploadTags {
    /** The uploads that are looked through. */
    private static final int MOST = 20;

    private UploadTags() {}

    /** Returns what a page teaches: one answer at most, for or against. The ledger is asked only if there are tags. */
    static PortalFacts learnt(Units units, Unit unit, Page<ListedDevice> listed) {
        List<ListedDevice> tagged =
                listed.items().stream().filter(PortalFacts::hasTag).toList();
        if (tagged.isEmpty()) {
            return PortalFacts.none();
        }
        Set<String> keys = tagged.stream().flatMap(UploadTags::keys).collect(Collectors.toSet());
        Map<String, TransactionId> uploads = new HashMap<>();
        for (UploadRequest upload : units.uploads(unit, MOST)) {
            upload.devices().identifiers().stream()
                    .map(DeviceKey::of)
                    .filter(keys::contains)
                    .forEach(key -> uploads.putIfAbsent(key, upload.transaction()));
        }
        PortalFacts facts = PortalFacts.none();
        for (ListedDevice device : tagged) {
            TransactionId upload = keys(device)
                    .filter(uploads::containsKey)
                    .findFirst()
                    .map(uploads::get)
                    .orElse(null);
            facts = upload == null ? facts : facts.tag(device, upload);
        }
        return facts.atMostOnce();
    }

    private static Stream<String> keys(ListedDevice device) {
        return device.ids().stream().map(id -> DeviceKey.of(id.value()));
    }
}
