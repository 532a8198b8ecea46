package io.github.kdpbridge.core.ledger;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.DeviceCutter;
import io.github.kdpbridge.core.DeviceKey;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.TransactionId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Cuts a write of more devices than the service takes into parts. */
final class Split {
    private Split() {}

    /**
     * Returns the parts, each of {@code size} devices but the last. The first one bears the caller's transaction id, so
     * that the service itself refuses another write of that id; the ids of the others are derived from it.
     *
     * <p>Of two spellings of one identifier, only the first is sent: in another part, the service would refuse the second
     * as a device that is registered already.
     */
    static List<DeviceWrite> parts(DeviceWrite whole, int size) {
        List<Devices> cut = DeviceCutter.cut(eachOnce(whole.devices()), size);
        ImmutableList.Builder<DeviceWrite> parts = ImmutableList.builderWithExpectedSize(cut.size());
        for (int i = 0; i < cut.size(); i++) {
            parts.add(whole.with(name(whole.transaction(), i + 1, cut.size()), cut.get(i)));
        }
        return parts.build();
    }

    private static Devices eachOnce(Devices devices) {
        Set<String> keys = new HashSet<>();
        List<String> once = devices.identifiers().stream()
                .filter(identifier -> keys.add(DeviceKey.of(identifier)))
                .toList();
        return once.size() == devices.count() ? devices : new Devices(devices.type(), once);
    }

    private static TransactionId name(TransactionId whole, int part, int parts) {
        return part == 1 ? whole : TransactionId.of(whole + "-" + part + "of" + parts);
    }
}
