package io.github.kdpbridge.serviceclient.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;

/** Says why there is no answer. */
final class NoAnswer {
    private NoAnswer() {}

    /** Returns the reason in words, which name the server and nothing else of the request. */
    static String why(IOException e, HttpUrl url, boolean late) {
        String server = url.host() + ":" + url.port();
        if (e instanceof SocketTimeoutException || late) {
            return server + " did not answer in time";
        }
        if (e instanceof UnknownHostException) {
            return "the host " + url.host() + " is unknown";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return server + " does not accept connections";
        }
        if (e instanceof SSLException) {
            return "no secure connection to " + server + ": " + e.getMessage();
        }
        return "the connection to " + server + " broke: "
                + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }
}
