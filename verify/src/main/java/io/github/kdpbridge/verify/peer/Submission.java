package io.github.kdpbridge.verify.peer;

import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An upload or a deletion, as far as it can be understood.
 *
 * @param path the path of the devices in its version, such as {@code /bulkenroll/v1/reseller/devices}
 * @param deletion whether it deletes
 * @param body an object
 */
record Submission(SessionRequest request, String path, boolean deletion, JsonTree body) {
    private static final Pattern PATH = Pattern.compile("(/bulkenroll/v[0-9]+/reseller/devices)(/delete)?");

    static Optional<Submission> of(SessionRequest request) {
        Matcher path = PATH.matcher(request.target());
        return request.method().equals("PUT") && path.matches() && request.json() instanceof JsonTree.ObjectNode body
                ? Optional.of(new Submission(request, path.group(1), path.group(2) != null, body))
                : Optional.empty();
    }

    /** The kind of the identifiers; empty if the body names none. */
    String type() {
        return body.get("devices").get("type").text();
    }

    /** The identifiers, in any form. */
    List<JsonTree> devices() {
        return body.get("devices").get("list").items();
    }

    /** A text or number field as text; empty if it is absent or of another kind. */
    String text(String field) {
        return body.get(field).text();
    }

    /** The status request for it, repeated until complete. */
    SessionRequest status() {
        String vendor = text("vendorId").isBlank() ? "" : "&vendorId=" + encoded(text("vendorId"));
        String target = path + "/status?resellerId=" + encoded(text("resellerId")) + "&transactionId="
                + encoded(text("transactionId")) + vendor;
        return new SessionRequest(
                "state of " + request.name(),
                request.line(),
                "GET",
                target,
                request.headers(),
                null,
                "\"Complete\"",
                List.of());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The deletion of its uploads. */
    SessionRequest undoing(String transactionId) {
        Map<String, JsonTree> fields = new LinkedHashMap<>(body.fields());
        fields.keySet().retainAll(List.of("resellerId", "customerId", "vendorId", "devices"));
        fields.put("transactionId", new JsonTree.TextNode(transactionId));
        fields.put("transactionType", new JsonTree.TextNode("Delete"));
        return new SessionRequest(
                "undoing " + request.name(),
                request.line(),
                "PUT",
                path + "/delete",
                request.headers(),
                new JsonTree.ObjectNode(fields).compact(),
                null,
                List.of());
    }
}
