package io.github.kdpbridge.serviceclient.http;

import static com.google.common.base.Preconditions.checkArgument;

import okhttp3.HttpUrl;

/** The URL of a service, as a setting gives it. */
public final class ServiceUrl {
    private ServiceUrl() {}

    /**
     * Reads a URL. It has no credentials: those would be in each log and message that shows it, and no request sends them.
     *
     * @throws IllegalArgumentException if it is not an {@code http} or {@code https} URL, or has a user or a password
     */
    public static HttpUrl of(String text) {
        HttpUrl url = HttpUrl.get(text);
        checkArgument(
                url.username().isEmpty() && url.password().isEmpty(),
                "the URL must have no user and no password: %s",
                url.redact());
        return url;
    }
}
