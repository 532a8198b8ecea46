package io.github.kdpbridge.compattests.parity;

import io.github.kdpbridge.compattests.json.JsonTree;
import io.github.kdpbridge.compattests.session.Comparison;
import io.github.kdpbridge.compattests.session.Difference;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a portal holds: each device, and to whom it is registered by which upload. When that was does not count. */
final class PortalContent {
    private static final String PROFILES = "profileAliases";
    private static final Pattern OF_PROFILES = Pattern.compile("\\$\\['[^']*']\\." + PROFILES + "\\b");

    private PortalContent() {}

    static List<Difference> compare(List<RegisteredDevice> left, List<RegisteredDevice> right, Comparison comparison) {
        return comparison.compare(json(left), json(right));
    }

    /** Whether a difference is in the profiles of a device that both portals hold. */
    static boolean isOfProfiles(Difference difference) {
        return OF_PROFILES.matcher(difference.path()).lookingAt();
    }

    private static String json(List<RegisteredDevice> devices) {
        Map<String, JsonTree> content = new LinkedHashMap<>();
        devices.forEach(device -> content.put(device.type() + " " + device.id(), json(device)));
        return new JsonTree.ObjectNode(content).compact();
    }

    private static JsonTree json(RegisteredDevice device) {
        return new JsonTree.ObjectNode(Map.of(
                "resellerId",
                text(device.resellerId()),
                "customerId",
                text(device.customerId()),
                "vendorId",
                text(device.vendorId()),
                "transactionId",
                text(device.transactionId()),
                PROFILES,
                new JsonTree.ArrayNode(device.profileAliases().stream()
                        .map(PortalContent::text)
                        .toList())));
    }

    private static JsonTree text(@Nullable String value) {
        return value == null ? new JsonTree.NullNode() : new JsonTree.TextNode(value);
    }
}
