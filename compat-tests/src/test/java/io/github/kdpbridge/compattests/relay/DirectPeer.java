package io.github.kdpbridge.compattests.relay;

import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Header;
import io.github.kdpbridge.verify.session.Peer;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import okio.ByteString;

/**
 * Sends a caller's requests to the old service itself, by an HTTP client that the relay does not use.
 *
 * @param received takes note of each answer
 */
record DirectPeer(URI service, HttpClient http, List<Received> received) implements Peer {
    DirectPeer(URI service, List<Received> received) {
        this(
                service,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                received);
    }

    @Override
    public Answer send(SessionRequest request) {
        String body = request.body();
        HttpRequest.Builder message = HttpRequest.newBuilder(URI.create(service + request.target()))
                .method(request.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (Header header : request.headers()) {
            message.header(header.name(), header.value());
        }
        try {
            HttpResponse<byte[]> answer = http.send(message.build(), BodyHandlers.ofByteArray());
            Received bytes = Received.of(answer.statusCode(), answer.headers().map(), ByteString.of(answer.body()));
            received.add(bytes);
            return bytes.answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
