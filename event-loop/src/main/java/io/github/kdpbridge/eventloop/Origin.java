package io.github.kdpbridge.eventloop;

import okhttp3.HttpUrl;

/**
 * Where a connection leads.
 *
 * @param secure whether over TLS
 * @param host the name or address of the service, without brackets
 * @param port its port
 */
record Origin(boolean secure, String host, int port) {
    static Origin of(HttpUrl url) {
        return new Origin(url.isHttps(), url.host(), url.port());
    }
}
