package io.github.kdpbridge.compattests.session;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One request over HTTP/1.1. */
final class Wire implements Sender {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /** What the JDK's client sets itself. */
    private static final Set<String> CONNECTION_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    private final String base;
    private final Duration timeout;
    private final HttpClient client;

    Wire(String base) {
        this(base, TIMEOUT);
    }

    Wire(String base, Duration timeout) {
        this.base = base;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    static Wire to(URI base) {
        return new Wire(checked(base));
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
            throw new ReplayException("interrupted while waiting for " + base, e);
        } catch (IllegalArgumentException e) {
            throw new ReplayException("not a request that HTTP can carry: " + what(request), e);
        } catch (IOException e) {
            throw new ReplayException(reason(request, e), e);
        }
    }

    private HttpRequest message(SessionRequest request) {
        HttpRequest.BodyPublisher body = request.body() == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(request.body());
        HttpRequest.Builder message =
                HttpRequest.newBuilder(URI.create(base + request.target())).timeout(timeout);
        for (Header header : request.headers()) {
            if (!CONNECTION_HEADERS.contains(header.name().toLowerCase(Locale.ROOT))) {
                message.header(header.name(), header.value());
            }
        }
        return message.method(request.method(), body).build();
    }

    private static String checked(URI base) {
        if (base.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the base URL must not hold a user or a password");
        }
        String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        boolean http = scheme.equals("http") || scheme.equals("https");
        if (!http || base.getHost() == null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException("the base URL must be http(s)://host:port[/prefix]: " + base);
        }
        return base.toString().replaceFirst("/+$", "");
    }

    private static List<Header> headers(HttpResponse<String> response) {
        return response.headers().map().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> new Header(header.getKey(), value)))
                .toList();
    }

    private String reason(SessionRequest request, IOException e) {
        if (e instanceof ConnectException) {
            return "cannot connect to " + base + ": " + (isUnknownHost(e) ? "unknown host" : "connection refused");
        }
        if (e instanceof HttpTimeoutException) {
            return base + " did not answer " + what(request) + " within " + timeout.toSeconds() + " s";
        }
        return base + " closed the connection without a complete answer to " + what(request);
    }

    private static String what(SessionRequest request) {
        return request.method() + " " + request.target();
    }

    private static boolean isUnknownHost(Throwable e) {
        return e instanceof UnresolvedAddressException || (e.getCause() != null && isUnknownHost(e.getCause()));
    }
}
