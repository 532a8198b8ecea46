package io.github.kdpbridge.verify.parity;

import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.session.Comparison;
import io.github.kdpbridge.verify.session.Difference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The devices of a portal, each with its reseller, customer, vendor, upload and profiles, without its times. */
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
        List<JsonTree> profiles =
                device.profileAliases().stream().map(PortalContent::text).toList();
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
                new JsonTree.ArrayNode(profiles)));
    }

    private static JsonTree text(@Nullable String value) {
        return value == null ? new JsonTree.NullNode() : new JsonTree.TextNode(value);
    }
}
