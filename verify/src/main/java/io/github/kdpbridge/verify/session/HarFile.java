package io.github.kdpbridge.verify.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kdpbridge.verify.json.JsonTree;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of an HTTP archive, version 1.2, as browsers and recording proxies write it. Only
 * {@code request.method}, {@code url}, {@code headers}, {@code bodySize} and {@code postData} of an entry count. An
 * entry that is not an HTTP request, or cannot be sent again, is left out. If it was sent to generation 1, the file is
 * refused instead, so that a session does not silently lose a part.
 */
final class HarFile {
    /** Headers that belong to another server, or identify a person. */
    private static final Set<String> NOT_SENT =
            Set.of("authorization", "proxy-authorization", "cookie", "referer", "origin");

    /** Headers that each connection sets anew, left out without a note. */
    private static final Set<String> OF_THE_CONNECTION = Set.of("accept-encoding", "content-length");

    private final String origin;
    private final Set<String> headersLeftOut = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private int requestsLeftOut;

    private HarFile(String origin) {
        this.origin = origin;
    }

    /** @throws HttpFileException if it is not an archive, or lacks a part of a request to generation 1 */
    static HttpFile parse(String text, String origin) {
        HarFile file = new HarFile(origin);
        JsonTree root = JsonTree.parse(text).orElseThrow(() -> file.error("is not JSON"));
        if (!(root.get("log").get("entries") instanceof JsonTree.ArrayNode entries)) {
            throw file.error("is not an HTTP archive: log.entries is missing");
        }
        return file.read(entries.items());
    }

    private HttpFile read(List<JsonTree> entries) {
        List<SessionRequest> requests = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Optional<SessionRequest> request = request(entries.get(i).get("request"), i);
            request.ifPresent(requests::add);
            requestsLeftOut += request.isPresent() ? 0 : 1;
        }
        if (requests.isEmpty()) {
            throw error(
                    entries.isEmpty()
                            ? "has no request"
                            : "has no HTTP request; " + entries.size()
                                    + (entries.size() == 1 ? " entry is" : " entries are") + " something else");
        }
        return new HttpFile(origin, List.of(), requests, new LeftOut(requestsLeftOut, headersLeftOut));
    }

    private Optional<SessionRequest> request(JsonTree request, int index) {
        String place = "log.entries[" + index + "].request";
        String method = text(request, "method", place).toUpperCase(Locale.ROOT);
        String url = text(request, "url", place);
        boolean own = url.contains(SessionRequest.GENERATION_1);
        Function<String, Optional<SessionRequest>> cannotBeSent = what -> {
            if (own) {
                throw error(place + what);
            }
            return Optional.empty();
        };
        Optional<String> target = RequestTarget.of(url);
        if (target.isEmpty()) {
            return cannotBeSent.apply(".url is not a URL");
        }
        String body;
        try {
            body = body(request);
        } catch (LostBody e) {
            return cannotBeSent.apply(".postData " + e.getMessage());
        }
        return Optional.of(new SessionRequest(
                method + " " + target.get(),
                index + 1,
                method,
                target.get(),
                headers(request.get("headers"), own),
                body,
                null,
                List.of()));
    }

    /** A body that was sent but not recorded. */
    private static final class LostBody extends Exception {
        LostBody(String message) {
            super(message);
        }
    }

    private static @Nullable String body(JsonTree request) throws LostBody {
        JsonTree data = request.get("postData");
        if (data.get("text") instanceof JsonTree.TextNode text) {
            // Version 1.2 defines an encoding for answers only; recording proxies write it here under either name.
            String encoding = data.get("encoding").text();
            return decoded(
                    text.value(), encoding.isEmpty() ? data.get("_encoding").text() : encoding);
        }
        String size = request.get("bodySize").text();
        if (!size.isEmpty() && !size.startsWith("-") && !size.equals("0")) {
            throw new LostBody("is missing, although the request had a body of " + size + " bytes; record with bodies");
        }
        return null;
    }

    private static String decoded(String text, String encoding) throws LostBody {
        if (encoding.isEmpty()) {
            return text;
        }
        if (!encoding.equalsIgnoreCase("base64")) {
            throw new LostBody("has the unknown encoding " + encoding);
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getMimeDecoder().decode(strict(text))))
                    .toString();
        } catch (IllegalArgumentException e) {
            throw new LostBody("is not Base64, as its encoding says");
        } catch (CharacterCodingException e) {
            throw new LostBody("is no text in UTF-8; a session holds texts only, so record without compression");
        }
    }

    /** The MIME decoder would skip invalid characters as well as line breaks. */
    private static String strict(String text) {
        if (!text.matches("[A-Za-z0-9+/=\\s]*")) {
            throw new IllegalArgumentException("a character that is not of Base64");
        }
        return text;
    }

    private List<Header> headers(JsonTree headers, boolean own) {
        List<Header> sent = new ArrayList<>();
        for (JsonTree header : headers.items()) {
            String name = header.get("name").text();
            String lower = name.toLowerCase(Locale.ROOT);
            boolean isSent = !name.isEmpty() && !name.startsWith(":") && !OF_THE_CONNECTION.contains(lower);
            if (isSent && !NOT_SENT.contains(lower) && header.get("value") instanceof JsonTree.TextNode value) {
                sent.add(new Header(name, value.value()));
            } else if (isSent && own && NOT_SENT.contains(lower)) {
                headersLeftOut.add(name);
            }
        }
        return sent;
    }

    private String text(JsonTree node, String name, String place) {
        if (node.get(name).text().isEmpty()) {
            throw error(place + "." + name + " is missing");
        }
        return node.get(name).text();
    }

    private HttpFileException error(String what) {
        return new HttpFileException(origin + ": " + what);
    }
}
