package io.github.kdpbridge.gateway.http;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import io.github.kdpbridge.gateway.page.MigrationPages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import java.util.Optional;

/** The files that pages refer to: their look, htmx, and a script of their own. Nothing of them is secret. */
final class Assets {
    private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
    /** Of its own jar: the one in htmx's jar is for htmx 1, and triggers no request. */
    private static final String SSE = "META-INF/resources/webjars/htmx-ext-sse/2.2.2/sse.js";

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /**
     * A file.
     *
     * @param type its media type
     * @param tag changes with its content
     */
    @SuppressWarnings("ArrayRecordComponent") // it is written, and never compared
    record Asset(String type, byte[] content, String tag) {}

    private final Map<String, Asset> files = ImmutableMap.of(
            "page.css", asset("text/css; charset=utf-8", Resources.getResource(MigrationPages.class, "page.css")),
            "page.js", asset(SCRIPT, Resources.getResource(MigrationPages.class, "page.js")),
            "htmx.min.js", asset(SCRIPT, Resources.getResource(HTMX)),
            "sse.js", asset(SCRIPT, Resources.getResource(SSE)));

    private static Asset asset(String type, URL source) {
        try {
            byte[] content = Resources.toByteArray(source);
            String tag = '"' + Hashing.sha256().hashBytes(content).toString().substring(0, 32) + '"';
            return new Asset(type, content, tag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Asset> find(String name) {
        return Optional.ofNullable(files.get(name));
    }
}
