package io.github.kdpbridge.verify.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A server over HTTP/1.1 with a host name that the JDK's client refuses: one with {@code _}, as in container networks.
 * Unlike the JDK's client, it cannot send a body with {@code GET}.
 */
final class LenientHttpPeer implements Peer {
    private static final String RETRY_AFTER = "Retry-After";
    private static final String HIDDEN_RETRY_AFTER = "X-Kdp-Retry-After";
    /** OkHttp requires a body for these. */
    private static final Set<String> WITH_BODY = Set.of("PUT", "POST", "PATCH");

    private final BaseUrl base;
    private final OkHttpClient client;

    LenientHttpPeer(BaseUrl base, Dns dns) {
        this.base = base;
        this.client = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .dns(dns)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .callTimeout(base.timeout())
                .readTimeout(base.timeout())
                .addNetworkInterceptor(chain -> hidden(chain.proceed(chain.request())))
                .build();
    }

    /** OkHttp repeats a 503 with Retry-After: 0 whatever its settings, so the header is hidden from it. */
    private static Response hidden(Response response) {
        String value = response.header(RETRY_AFTER);
        return value == null
                ? response
                : response.newBuilder()
                        .removeHeader(RETRY_AFTER)
                        .header(HIDDEN_RETRY_AFTER, value)
                        .build();
    }

    @Override
    public Answer send(SessionRequest request) {
        Request message;
        try {
            message = message(request);
        } catch (IllegalArgumentException e) {
            throw base.notCarried(request, e);
        }
        long start = System.nanoTime();
        try (Response response = client.newCall(message).execute()) {
            String body = response.body().string();
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            return new Answer(response.code(), headers(response.headers()), body, elapsed);
        } catch (IOException e) {
            throw base.unanswered(request, e);
        }
    }

    private Request message(SessionRequest request) {
        Request.Builder message =
                new Request.Builder().url(base.url() + request.target()).method(request.method(), body(request));
        // Otherwise OkHttp asks for a compressed answer by default.
        message.header("Accept-Encoding", "identity");
        for (Header header : request.headers()) {
            if (!BaseUrl.isOfTheConnection(header)) {
                message.addHeader(header.name(), header.value());
            }
        }
        return message.build();
    }

    private static @Nullable RequestBody body(SessionRequest request) {
        if (request.body() != null) {
            return RequestBody.create(ByteString.encodeUtf8(request.body()), null);
        }
        return WITH_BODY.contains(request.method()) ? RequestBody.create(ByteString.EMPTY, null) : null;
    }

    private static List<Header> headers(Headers headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .map(header -> new Header(
                        header.getFirst().equals(HIDDEN_RETRY_AFTER) ? RETRY_AFTER : header.getFirst(),
                        header.getSecond()))
                .toList();
    }
}
