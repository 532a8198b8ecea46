package io.github.kdpbridge.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Speaks plain HTTP to a simulator: as a caller of generation 1, of generation 2, or as the one who controls it. */
public final class Caller {
    /** The default reseller. */
    public static final String RESELLER = "4680000925";
    /** Its first customer. */
    public static final String CUSTOMER = "1200000321";
    /** Its key. */
    public static final String KEY = "sim-gen1-key";

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI url;
    private final String credentialHeader;
    private final String credential;

    private Caller(URI url, String credentialHeader, String credential) {
        this.url = url;
        this.credentialHeader = credentialHeader;
        this.credential = credential;
    }

    public static Caller gen1(Simulator simulator, String key) {
        return new Caller(simulator.url(), "X-WSM-API-TOKEN", key);
    }

    public static Caller gen2(Simulator simulator, String bearerToken) {
        return new Caller(simulator.url(), "Authorization", "Bearer " + bearerToken);
    }

    public static Caller signed(Simulator simulator, String jwt) {
        return new Caller(simulator.url(), "x-knox-apitoken", jwt);
    }

    /** A caller with an {@code Authorization} of any scheme. */
    public static Caller authorized(Simulator simulator, String authorization) {
        return new Caller(simulator.url(), "Authorization", authorization);
    }

    /** A caller without credentials. */
    public static Caller plain(Simulator simulator) {
        return new Caller(simulator.url(), "X-None", "none");
    }

    /** A Gen2 caller of the default reseller, by its OAuth client. */
    public static Caller gen2(Simulator simulator) throws IOException {
        HttpResponse<String> answer = plain(simulator)
                .send(
                        "POST",
                        "/ams/v1/oauth2/token",
                        "grant_type=client_credentials&client_id=sim-client&client_secret=sim-secret&expires_in=3600");
        return gen2(simulator, Trees.text(answer.body(), "access_token"));
    }

    public HttpResponse<String> get(String pathAndQuery) throws IOException {
        return send("GET", pathAndQuery, "");
    }

    public HttpResponse<String> get(String pathAndQuery, Map<String, String> headers) throws IOException {
        return send("GET", pathAndQuery, "", headers);
    }

    public HttpResponse<String> put(String path, String body) throws IOException {
        return send("PUT", path, body);
    }

    public HttpResponse<String> post(String path, String body) throws IOException {
        return send("POST", path, body);
    }

    public HttpResponse<String> send(String method, String pathAndQuery, String body) throws IOException {
        return send(method, pathAndQuery, body, Map.of());
    }

    public HttpResponse<String> send(String method, String pathAndQuery, String body, Map<String, String> headers)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + pathAndQuery))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header(credentialHeader, credential)
                .timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
