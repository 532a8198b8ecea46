package io.github.kdpbridge.verify.session;

import java.util.Locale;
import java.util.Set;

/**
 * One header of a request or an answer.
 *
 * @param name as written; header names are case-insensitive
 * @param value may be a secret: print {@link #masked()}
 */
public record Header(String name, String value) {
    private static final Set<String> SECRET = Set.of(
            "x-wsm-api-token", "x-knox-apitoken", "authorization", "proxy-authorization", "cookie", "set-cookie");

    /** Returns the name in lower case. */
    public String key() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Returns whether the header carries a key, a token or a cookie. */
    public boolean isSecret() {
        return SECRET.contains(key());
    }

    /** Returns the value, or asterisks in place of a {@linkplain #isSecret() secret}. */
    public String masked() {
        return isSecret() ? "********" : value;
    }

    /** Returns the header as on the wire, with {@linkplain #masked() secrets masked}. */
    @Override
    public String toString() {
        return name + ": " + masked();
    }
}
