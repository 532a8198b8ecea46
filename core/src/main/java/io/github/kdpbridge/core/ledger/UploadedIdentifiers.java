package io.github.kdpbridge.core.ledger;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Table;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceKey;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.UploadRequest;
import java.util.Map;
import java.util.Set;

/** The identifiers that devices are registered by, except IMEIs. Guarded by its owner. */
final class UploadedIdentifiers {
    /** A registered identifier, and the id of the write that registered it. */
    private record Uploaded(DeviceId device, String by) {}

    private final Table<ResellerId, String, Uploaded> byKey = HashBasedTable.create();

    /** Records the devices that an accepted write registered or deleted. */
    void accepted(Entry entry) {
        if (!(entry.request() instanceof DeviceWrite write)
                || write.devices().type().equals(DeviceType.IMEI)) {
            return;
        }
        for (String id : write.devices().identifiers()) {
            if (write instanceof UploadRequest) {
                Uploaded uploaded = new Uploaded(new DeviceId(write.devices().type(), id), entry.id());
                byKey.put(entry.reseller(), DeviceKey.of(id), uploaded);
            } else {
                byKey.remove(entry.reseller(), DeviceKey.of(id));
            }
        }
    }

    /** Returns whether no identifier is known, so that none can be dropped. */
    boolean isEmpty() {
        return byKey.isEmpty();
    }

    /** Drops the identifiers of an upload, unless another one registered them since. */
    void dropped(Entry entry) {
        Map<String, Uploaded> ofReseller = byKey.row(entry.reseller());
        if (ofReseller.isEmpty() || !(entry.request() instanceof UploadRequest upload)) {
            return;
        }
        for (String id : upload.devices().identifiers()) {
            ofReseller.computeIfPresent(
                    DeviceKey.of(id), (key, uploaded) -> uploaded.by().equals(entry.id()) ? null : uploaded);
        }
    }

    /** Returns the identifiers of the known keys. */
    Map<String, DeviceId> of(ResellerId reseller, Set<String> keys) {
        Map<String, Uploaded> ofReseller = byKey.row(reseller);
        ImmutableMap.Builder<String, DeviceId> found = ImmutableMap.builder();
        for (String key : keys) {
            Uploaded uploaded = ofReseller.get(key);
            if (uploaded != null) {
                found.put(key, uploaded.device());
            }
        }
        return found.buildOrThrow();
    }

    /** Returns the estimated size in memory, in bytes. */
    long bytes() {
        return (long) byKey.size() * EntryWeight.OF_UPLOADED_NAME;
    }

    void clear() {
        byKey.clear();
    }
}
