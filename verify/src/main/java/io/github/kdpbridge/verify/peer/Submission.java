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
 * @param request what is sent
 * @param path the path of the devices of its version, such as {@code /bulkenroll/v1/reseller/devices}
 * @param deletion whether it deletes
 * @param fields the body
 */
record Submission(SessionRequest request, String path, boolean deletion, Map<String, JsonTree> fields) {
    private static final Pattern PATH = Pattern.compile("(/bulkenroll/v[0-9]+/reseller/devices)(/delete)?");
    private static final JsonTree NOTHING = new JsonTree.ObjectNode(Map.of());

    static Optional<Submission> of(SessionRequest request) {
        Matcher path = PATH.matcher(request.target());
        if (!request.method().equals("PUT") || !path.matches()) {
            return Optional.empty();
        }
        String body = request.body() == null ? "" : request.body();
        return JsonTree.parse(body)
                .filter(JsonTree.ObjectNode.class::isInstance)
                .map(JsonTree.ObjectNode.class::cast)
                .map(object -> new Submission(request, path.group(1), path.group(2) != null, object.fields()));
    }

    private Map<String, JsonTree> selection() {
        return fields.getOrDefault("devices", NOTHING) instanceof JsonTree.ObjectNode devices
                ? devices.fields()
                : Map.of();
    }

    /** The kind of the identifiers, empty if it says none. */
    String type() {
        return text(selection(), "type");
    }

    /** The identifiers, each in whatever form it has. */
    List<JsonTree> devices() {
        return selection().get("list") instanceof JsonTree.ArrayNode list ? list.items() : List.of();
    }

    /** A field as text, empty if it is not there or no text and no number. */
    String text(String field) {
        return text(fields, field);
    }

    private static String text(Map<String, JsonTree> fields, String field) {
        JsonTree value = fields.get(field);
        if (value instanceof JsonTree.NumberNode number) {
            return number.literal();
        }
        return value instanceof JsonTree.TextNode text ? text.value() : "";
    }

    /** Asks for its state, until it is complete. */
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

    /** Deletes what it uploaded. */
    SessionRequest undoing(String transactionId) {
        Map<String, JsonTree> body = new LinkedHashMap<>(fields);
        body.keySet().retainAll(List.of("resellerId", "customerId", "vendorId", "devices"));
        body.put("transactionId", new JsonTree.TextNode(transactionId));
        body.put("transactionType", new JsonTree.TextNode("Delete"));
        return new SessionRequest(
                "undoing " + request.name(),
                request.line(),
                "PUT",
                path + "/delete",
                request.headers(),
                new JsonTree.ObjectNode(body).compact(),
                null,
                List.of());
    }
}
