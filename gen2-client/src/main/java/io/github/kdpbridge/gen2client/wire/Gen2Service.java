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

    Request put(String path, Map<String, String> headers, RequestBody body) {
        return request(path, headers, Map.of()).put(body).build();
    }

    Request get(String path, Map<String, String> headers, Map<String, String> query) {
        return request(path, headers, query).build();
    }

    private Request.Builder request(String path, Map<String, String> headers, Map<String, String> query) {
        HttpUrl.Builder url = Objects.requireNonNull(baseUrl.newBuilder(path), path);
        query.forEach(url::addQueryParameter);
        Request.Builder request = new Request.Builder().url(url.build());
        headers.forEach(request::header);
        return request;
    }
}
