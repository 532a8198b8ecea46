package io.github.kdpbridge.gateway.page;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer to somebody at the page.
 *
 * @param status the HTTP status
 * @param type the media type of the body
 * @param body the body; empty for a redirect
 * @param location where a browser goes on, by GET; null if it stays
 * @param file the name under which a browser stores the body; null if it shows it
 * @param error the refusal in one line, for the log; null if it is none
 */
public record PageAnswer(
        int status,
        String type,
        String body,
        @Nullable String location,
        @Nullable String file,
        @Nullable String error) {
    static final String HTML = "text/html; charset=utf-8";
    private static final int OK = 200;
    private static final int SEE_OTHER = 303;

    public PageAnswer {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(body, "body");
    }

    /** Returns a page. */
    static PageAnswer page(String html) {
        return new PageAnswer(OK, HTML, html, null, null, null);
    }

    /** Returns a page that says no. */
    static PageAnswer refusal(int status, String html, String error) {
        return new PageAnswer(status, HTML, html, null, null, error);
    }

    /**
     * Returns a file to store.
     *
     * @param type its media type
     * @param name its name
     */
    static PageAnswer file(String type, String name, String content) {
        return new PageAnswer(OK, type, content, null, name, null);
    }

    /** Returns the way to another page. */
    public static PageAnswer seeOther(String location) {
        return new PageAnswer(SEE_OTHER, HTML, "", location, null, null);
    }
}
