package io.github.kdpbridge.verify.session;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import okhttp3.Dns;

/** A server over HTTP/1.1. */
final class HttpPeer implements Peer {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final BaseUrl base;
    private final HttpClient client;

    HttpPeer(BaseUrl base) {
        this.base = base;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(base.timeout())
                .build();
    }

    static Peer at(URI url) {
        BaseUrl base = BaseUrl.of(url, TIMEOUT);
        return base.isPlain() ? new HttpPeer(base) : new LenientHttpPeer(base, Dns.SYSTEM);
    }

    @Override
    public Answer send(SessionRequest request) {
        try {
            HttpRequest message = message(request);
            long start = System.nanoTime();
            HttpResponse<String> response = client.send(message, HttpResponse.BodyHandlers.ofString());
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            return new Answer(response.statusCode(), headers(response), response.body(), elapsed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplayException("interrupted while waiting for " + base.url(), e);
        } catch (IllegalArgumentException e) {
            throw base.notCarried(request, e);
        } catch (IOException e) {
            throw base.unanswered(request, e);
        }
    }

    private HttpRequest message(SessionRequest request) {
        HttpRequest.BodyPublisher body = request.body() == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(request.body());
        HttpRequest.Builder message = HttpRequest.newBuilder(URI.create(base.url() + request.target()))
                .timeout(base.timeout());
        for (Header header : request.headers()) {
            if (!BaseUrl.isOfTheConnection(header)) {
                message.header(header.name(), header.value());
            }
        }
        return message.method(request.method(), body).build();
    }

    private static List<Header> headers(HttpResponse<String> response) {
        return response.headers().map().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> new Header(header.getKey(), value)))
                .toList();
    }
}
