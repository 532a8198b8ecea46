package io.github.kdpbridge.gen2client.wire;

import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.http.Refusals;
import java.util.Map;
import java.util.Objects;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Generation 2 at one address.
 *
 * @param baseUrl the base of its paths; ends with a slash
 * @param http sends each request once
 * @param refusals how it says why it refuses a request
 */
record Gen2Service(HttpUrl baseUrl, Call.Factory http, Refusals refusals) {
    /** Returns the exchange of a request that reads. */
    Exchange read(String operation) {
        return new Exchange(http, operation, false, refusals);
    }

    /** Returns the exchange of a request that writes. */
    Exchange write(String operation) {
        return new Exchange(http, operation, true, refusals);
    }

    /** Returns the URL of a path. */
    HttpUrl at(String path) {
        return Objects.requireNonNull(baseUrl.resolve(path), path);
    }

    Request put(HttpUrl url, Map<String, String> headers, RequestBody body) {
        return request(url, headers).put(body).build();
    }

    Request get(String path, Map<String, String> headers, Map<String, String> query) {
        HttpUrl.Builder url = at(path).newBuilder();
        query.forEach(url::addQueryParameter);
        return request(url.build(), headers).build();
    }

    private static Request.Builder request(HttpUrl url, Map<String, String> headers) {
        Request.Builder request = new Request.Builder().url(url);
        headers.forEach(request::header);
        return request;
    }
}
