package io.github.kdpbridge.gen1facade;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import io.github.kdpbridge.gen1facade.wire.Parameters;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A request of a generation 1 caller, independent of the transport.
 *
 * @param method the HTTP method in upper case
 * @param path the path, from its first slash, without the query
 * @param query the raw query, without the question mark; null if there was none
 * @param allHeaders the headers in their order
 * @param body the body; empty if there was none
 */
public record Gen1Request(
        String method, String path, @Nullable String query, List<Gen1Header> allHeaders, ByteString body) {
    /** The replacement of malformed UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final Set<String> TRANSACTION_ID = Set.of("transactionId");

    public Gen1Request {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(body, "body");
        allHeaders = ImmutableList.copyOf(allHeaders);
    }

    /** Creates a request without repeated headers. */
    public Gen1Request(
            String method, String path, @Nullable String query, Map<String, String> headers, ByteString body) {
        this(method, path, query, Gen1Header.of(headers), body);
    }

    /** Returns the headers, with case-insensitive names; of a repeated one the first. */
    public Map<String, String> headers() {
        return Gen1Header.firsts(allHeaders);
    }

    /** Returns the value of a header, of a repeated one the first; its name is case-insensitive. */
    public Optional<String> header(String name) {
        return Gen1Header.first(allHeaders, name);
    }

    /** Returns this request with another body. */
    public Gen1Request with(ByteString other) {
        return new Gen1Request(method, path, query, allHeaders, other);
    }

    /**
     * Returns the decoded parameters of the query; of a repeated one the first.
     *
     * @throws Gen1Refusal if the query has a broken escape, or is not in UTF-8
     */
    Parameters parameters() {
        return new Parameters(Splitter.on('&')
                .omitEmptyStrings()
                .splitToStream(query == null ? "" : query)
                .map(pair -> pair.split("=", 2))
                .collect(ImmutableMap.toImmutableMap(
                        pair -> decode(pair[0]),
                        pair -> pair.length == 1 ? "" : decode(pair[1]),
                        (first, again) -> first)));
    }

    /**
     * Returns the transaction that the request names, even if the request is malformed otherwise; null if it names
     * none.
     */
    public @Nullable String transactionId() {
        try {
            Parameters named = method.equals("GET") ? parameters() : Parameters.ofBody(body, TRANSACTION_ID, Set.of());
            return named.text("transactionId");
        } catch (Gen1Refusal unreadable) {
            return null;
        }
    }

    private static String decode(String text) {
        String decoded;
        try {
            decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Gen1Refusal.parameter("the query has a broken escape: " + text);
        }
        if (decoded.indexOf(REPLACEMENT) >= 0) {
            throw Gen1Refusal.parameter("the query is not in UTF-8: " + text);
        }
        return decoded;
    }

    /** Returns the method and the path, never the headers or the body. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
