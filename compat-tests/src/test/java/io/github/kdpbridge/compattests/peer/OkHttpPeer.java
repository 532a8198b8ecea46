package io.github.kdpbridge.compattests.peer;

import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Header;
import io.github.kdpbridge.verify.session.Peer;
import io.github.kdpbridge.verify.session.ReplayException;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Sends requests to generation 1's own host through an OkHttp client, as code that was written for it does. */
final class OkHttpPeer implements Peer {
    private static final String SERVICE = "https://eu-be-reseller.samsungknox.com";

    /** OkHttp does not send these without a body, not even an empty one. */
    private static final Set<String> WITH_BODY = Set.of("PUT", "POST", "PATCH");

    private final OkHttpClient http;
    private final List<Gen2Client> clients;

    OkHttpPeer(OkHttpClient http, List<Gen2Client> clients) {
        this.clients = List.copyOf(clients);
        this.http = http;
    }

    @Override
    public Answer send(SessionRequest request) {
        Request.Builder message =
                new Request.Builder().url(SERVICE + request.target()).method(request.method(), body(request));
        for (Header header : request.headers()) {
            message.addHeader(header.name(), header.value());
        }
        long start = System.nanoTime();
        try (Response response = http.newCall(message.build()).execute()) {
            String body = response.body().string();
            return new Answer(
                    response.code(), headers(response.headers()), body, Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new ReplayException(
                    "no answer to " + request.method() + " " + request.target() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        clients.forEach(Gen2Client::close);
    }

    private static @Nullable RequestBody body(SessionRequest request) {
        if (request.body() != null) {
            return RequestBody.create(ByteString.encodeUtf8(request.body()), null);
        }
        return WITH_BODY.contains(request.method()) ? RequestBody.create(ByteString.EMPTY, null) : null;
    }

    static List<Header> headers(Headers headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .map(header -> new Header(header.getFirst(), header.getSecond()))
                .toList();
    }
}
