package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gateway.config.AdminAccess;
import java.time.Instant;

/**
 * The session of an operator at the page.
 *
 * @param access the operator, with the role in the configuration now
 * @param expires when it ends
 * @param cookie its text in the browser
 * @param csrf what its forms send along
 */
record Session(AdminAccess access, Instant expires, String cookie, String csrf) {
    /** Returns operator and end, never the secrets. */
    @Override
    public String toString() {
        return "Session[" + access + " until " + expires + "]";
    }
}
