package io.github.kdpbridge.verify.peer;

import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceType;
import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The devices that a scenario names: those that are well-formed. */
final class ScenarioDevices {
    /** The type as generation 1 writes it (contract section 3). */
    private static final Map<String, DeviceType> WIRE_NAMES =
            Map.of("IMEI", DeviceType.IMEI, "MEID", DeviceType.MEID, "SN", DeviceType.SERIAL_NUMBER);

    private ScenarioDevices() {}

    static Map<DeviceType, List<String>> of(Scenario scenario) {
        Map<DeviceType, List<String>> found = new LinkedHashMap<>();
        scenario.steps()
                .forEach(step -> Submission.of(step.request()).ifPresent(submission -> {
                    DeviceType type = WIRE_NAMES.get(submission.type());
                    if (type == null) {
                        return;
                    }
                    List<String> known = found.computeIfAbsent(type, unused -> new ArrayList<>());
                    for (JsonTree item : submission.devices()) {
                        if (item instanceof JsonTree.TextNode id
                                && new DeviceId(type, id.value()).problem().isEmpty()
                                && !known.contains(id.value())) {
                            known.add(id.value());
                        }
                    }
                }));
        return found;
    }
}
