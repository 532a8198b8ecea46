package io.github.kdpbridge.gen1client;

import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.github.kdpbridge.serviceclient.http.RawAnswer;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests as they are passed on, and answers as they come back.
 *
 * @param baseUrl the URL up to {@code /bulkenroll}
 * @param key the key that replaces those of callers; null to leave them
 * @param hops tells of loops
 */
record RelayMessages(HttpUrl baseUrl, @Nullable String key, Hops hops) {
    private static final Logger LOG = LoggerFactory.getLogger(RelayMessages.class);
    /** OkHttp requires a body for these, and allows none for {@code GET}. */
    private static final Set<String> WITH_BODY = ImmutableSet.of("PATCH", "POST", "PUT");

    /**
     * Refuses a request that this process, or too many others, has passed on before.
     *
     * @param operation the request in words
     */
    void refuseLoop(String operation, RelayedRequest request) {
        if (hops.isLoop(request.headers())) {
            KdpException failure = new RefusedLocallyException(
                    operation,
                    Reason.LOOP,
                    "it came back: the address of the old service leads to this bridge itself",
                    null);
            LOG.error("{}; the address is {}", DeviceId.maskedIn(failure.getMessage()), baseUrl.redact());
            throw failure;
        }
    }

    Request message(RelayedRequest request) {
        Headers.Builder headers = EndToEnd.ofRequest(request.headers()).set(Hops.HEADER, hops.after(request.headers()));
        if (key != null) {
            headers.set(Gen1Handler.KEY_HEADER, key);
        }
        RequestBody body = WITH_BODY.contains(request.method()) ? RequestBody.create(request.body(), null) : null;
        return new Request.Builder()
                .url(url(request.target()))
                .headers(headers.build())
                .method(request.method(), body)
                .build();
    }

    private HttpUrl url(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        String base = baseUrl.encodedPath();
        return baseUrl.newBuilder()
                .encodedPath((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path)
                .encodedQuery(query < 0 ? null : target.substring(query + 1))
                .build();
    }

    /** Returns an answer without the headers of the connection. */
    static RawAnswer endToEnd(RawAnswer answer) {
        return answer.with(EndToEnd.ofAnswer(answer.headers()));
    }

    /** Returns nothing of the key. */
    @Override
    public String toString() {
        return "RelayMessages to " + baseUrl.redact();
    }
}
