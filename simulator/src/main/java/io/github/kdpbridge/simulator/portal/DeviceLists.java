package io.github.kdpbridge.simulator.portal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A list of each selection of devices that was asked for, in the order of registration, so that the last page of a
 * million devices costs what the first one does. A registration adds to the lists; a deletion drops them, and the next
 * question makes them anew. Not thread-safe.
 */
final class DeviceLists {
    private final Map<DeviceSelection, List<RegisteredDevice>> lists = new HashMap<>();

    /** The list of a selection of all devices; it changes with them. */
    List<RegisteredDevice> of(DeviceSelection selection, Collection<RegisteredDevice> all) {
        return lists.computeIfAbsent(
                selection,
                wanted -> new ArrayList<>(all.stream().filter(wanted::includes).toList()));
    }

    void added(RegisteredDevice device) {
        lists.forEach((selection, list) -> {
            if (selection.includes(device)) {
                list.add(device);
            }
        });
    }

    void removed() {
        lists.clear();
    }
}
