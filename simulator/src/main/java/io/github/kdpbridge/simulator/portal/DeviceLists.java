package io.github.kdpbridge.simulator.portal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Caches a list for each requested selection of devices, in the order of registration, so that the last page of a
 * million devices is as cheap as the first. A registration adds to the lists; a deletion drops them, and the next
 * request builds them again. Not thread-safe.
 */
final class DeviceLists {
    private final Map<Selection, List<RegisteredDevice>> lists = new HashMap<>();

    /** The list of a selection of all devices; it changes with them. */
    List<RegisteredDevice> of(Selection selection, Collection<RegisteredDevice> all) {
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
