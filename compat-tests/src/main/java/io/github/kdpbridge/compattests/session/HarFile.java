package io.github.kdpbridge.compattests.session;

import io.github.kdpbridge.compattests.json.JsonTree;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of an HTTP archive, version 1.2, as browsers and recording proxies write it. Of each entry only
 * {@code request.method}, {@code url}, {@code headers} and {@code postData.text} count; what was answered does not.
 */
final class HarFile {
    /** They belong to the connection or to another server. */
    private static final Set<String> NOT_SENT = Set.of(
            "authorization", "proxy-authorization", "cookie", "referer", "origin", "accept-encoding", "content-length");

    private final String origin;

    private HarFile(String origin) {
        this.origin = origin;
    }

    /** @throws HttpFileException when it is not an archive */
    static HttpFile parse(String text, String origin) {
        HarFile file = new HarFile(origin);
        JsonTree root = JsonTree.parse(text).orElseThrow(() -> file.error("is not JSON"));
        JsonTree log = field(root, "log");
        if (!(field(log, "entries") instanceof JsonTree.ArrayNode entries)) {
            throw file.error("is not an HTTP archive: log.entries is missing");
        }
        List<SessionRequest> requests = new ArrayList<>();
        for (int i = 0; i < entries.items().size(); i++) {
            requests.add(file.request(field(entries.items().get(i), "request"), i));
        }
        if (requests.isEmpty()) {
            throw file.error("has no request");
        }
        return new HttpFile(origin, List.of(), requests);
    }

    private SessionRequest request(@Nullable JsonTree request, int index) {
        String place = "log.entries[" + index + "].request";
        String method = text(request, "method", place).toUpperCase(Locale.ROOT);
        String target = target(text(request, "url", place), place);
        String body = field(field(request, "postData"), "text") instanceof JsonTree.TextNode text ? text.value() : null;
        return new SessionRequest(
                method + " " + target,
                index + 1,
                method,
                target,
                headers(field(request, "headers")),
                body,
                null,
                List.of());
    }

    private String target(String url, String place) {
        try {
            URI uri = URI.create(new URI(url).toASCIIString());
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (URISyntaxException e) {
            throw error(place + ".url is not a URL");
        }
    }

    private static List<Header> headers(@Nullable JsonTree headers) {
        if (!(headers instanceof JsonTree.ArrayNode array)) {
            return List.of();
        }
        List<Header> all = new ArrayList<>();
        for (JsonTree header : array.items()) {
            if (field(header, "name") instanceof JsonTree.TextNode name
                    && field(header, "value") instanceof JsonTree.TextNode value
                    && !name.value().startsWith(":")
                    && !NOT_SENT.contains(name.value().toLowerCase(Locale.ROOT))) {
                all.add(new Header(name.value(), value.value()));
            }
        }
        return all;
    }

    private String text(@Nullable JsonTree node, String name, String place) {
        if (field(node, name) instanceof JsonTree.TextNode text && !text.value().isEmpty()) {
            return text.value();
        }
        throw error(place + "." + name + " is missing");
    }

    private static @Nullable JsonTree field(@Nullable JsonTree node, String name) {
        return node instanceof JsonTree.ObjectNode object ? object.fields().get(name) : null;
    }

    private HttpFileException error(String what) {
        return new HttpFileException(origin + ": " + what);
    }
}
