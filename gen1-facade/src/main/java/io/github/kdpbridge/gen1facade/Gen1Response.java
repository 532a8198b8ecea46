package io.github.kdpbridge.gen1facade;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okio.ByteString;

/**
 * An answer of generation 1, independent of the transport.
 *
 * @param status the HTTP status
 * @param allHeaders the headers in their order
 * @param body the body, JSON in UTF-8 unless it is passed on
 * @param subject the subject of the request, for logs and meters; it is not sent
 */
public record Gen1Response(int status, List<Gen1Header> allHeaders, ByteString body, Gen1Subject subject) {
    private static final List<Gen1Header> JSON = ImmutableList.of(new Gen1Header("Content-Type", "application/json"));

    public Gen1Response {
        allHeaders = ImmutableList.copyOf(allHeaders);
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(subject, "subject");
    }

    /** Creates an answer without repeated headers. */
    public Gen1Response(int status, Map<String, String> headers, ByteString body, Gen1Subject subject) {
        this(status, Gen1Header.of(headers), body, subject);
    }

    /** Returns an answer of another service, to be passed on as it came. */
    public static Gen1Response passedOn(int status, List<Gen1Header> headers, ByteString body) {
        return new Gen1Response(status, headers, body, Gen1Subject.unknown());
    }

    static Gen1Response json(int status, ByteString body) {
        return new Gen1Response(status, JSON, body, Gen1Subject.unknown());
    }

    /** Returns the headers, with case-insensitive names; of a repeated one the first. */
    public Map<String, String> headers() {
        return Gen1Header.firsts(allHeaders);
    }

    /** Returns the value of a header, of a repeated one the first; its name is case-insensitive. */
    public Optional<String> header(String name) {
        return Gen1Header.first(allHeaders, name);
    }

    /** Returns this answer with a header, in place of another value of it. */
    Gen1Response with(String header, String value) {
        List<Gen1Header> others =
                allHeaders.stream().filter(each -> !each.isNamed(header)).toList();
        return new Gen1Response(
                status,
                ImmutableList.<Gen1Header>builder()
                        .addAll(others)
                        .add(new Gen1Header(header, value))
                        .build(),
                body,
                subject);
    }

    /** Returns this answer with a subject. */
    Gen1Response about(Gen1Subject subject) {
        return new Gen1Response(status, allHeaders, body, subject);
    }

    /** Returns the status and the size, never the body. */
    @Override
    public String toString() {
        return status + " (" + body.size() + " bytes)";
    }
}
