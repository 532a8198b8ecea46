package io.github.kdpbridge.gateway.page;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer to somebody at the page.
 *
 * @param status the HTTP status
 * @param content what is shown or stored; empty for a redirect
 * @param location where a browser goes on, by GET; null if it stays
 * @param error the refusal in one line, for the log; null if it is none
 */
public record PageAnswer(
        int status,
        Content content,
        @Nullable String location,
        @Nullable String error) {
    static final String HTML = "text/html; charset=utf-8";
    private static final int OK = 200;
    static final int SEE_OTHER = 303;

    public PageAnswer {
        Objects.requireNonNull(content, "content");
    }

    /**
     * What an answer holds.
     *
     * @param type its media type
     * @param text the content
     * @param file the name under which a browser stores it; null if it shows it
     */
    public record Content(
            String type, String text, @Nullable String file) {
        public Content {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(text, "text");
        }

        private static Content html(String text) {
            return new Content(HTML, text, null);
        }
    }

    /** Returns a page. */
    static PageAnswer page(String html) {
        return new PageAnswer(OK, Content.html(html), null, null);
    }

    /** Returns a page that says no. */
    static PageAnswer refusal(int status, String html, String error) {
        return new PageAnswer(status, Content.html(html), null, error);
    }

    /**
     * Returns a file to store.
     *
     * @param type its media type
     * @param name its name
     */
    static PageAnswer file(String type, String name, String content) {
        return new PageAnswer(OK, new Content(type, content, name), null, null);
    }

    /** Returns the way to another page. */
    public static PageAnswer seeOther(String location) {
        return new PageAnswer(SEE_OTHER, Content.html(""), location, null);
    }

    /** Returns the media type of the content. */
    public String type() {
        return content.type();
    }

    /** Returns the text of the content. */
    public String body() {
        return content.text();
    }

    /** Returns the name under which a browser stores the content; null if it shows it. */
    public @Nullable String file() {
        return content.file();
    }
}
