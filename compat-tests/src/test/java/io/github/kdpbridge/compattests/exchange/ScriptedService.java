package io.github.kdpbridge.compattests.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kdpbridge.testfixtures.ContractExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/**
 * A service of generation 2 that answers as an exchange says. What the exchange is not about, it takes: every write, and no
 * transaction that is asked for.
 */
final class ScriptedService implements AutoCloseable {
    private static final String NO_TRANSACTIONS =
            "{\"devices\":{\"totalCount\":0,\"totalPage\":0,\"pageNum\":0,\"transactions\":[]}}";

    private final MockWebServer server = new MockWebServer();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private volatile @Nullable ContractExchange script;

    ScriptedService() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request);
                return answer(request);
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return server.url("/kcs/v1/rp").toString();
    }

    /** Answers from now on as an exchange says. */
    void follow(ContractExchange exchange) {
        script = exchange;
        requests.clear();
    }

    /** Returns the requests since it follows the exchange. */
    List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    private MockResponse answer(RecordedRequest request) {
        ContractExchange exchange = script;
        if (exchange != null
                && exchange.method().equals(request.getMethod())
                && exchange.path().equals(request.getUrl().encodedPath())) {
            return json(exchange.status(), exchange.answer());
        }
        return json(HttpURLConnection.HTTP_OK, request.getMethod().equals("PUT") ? receipt(request) : NO_TRANSACTIONS);
    }

    private static String receipt(RecordedRequest request) {
        try {
            String transaction = new JsonMapper()
                    .readTree(body(request))
                    .get("transactionId")
                    .asText();
            return "{\"transactionId\":\"%s\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"}"
                    .formatted(transaction);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the bridge wrote no JSON", e);
        }
    }

    /** Returns the body of a request; empty if it has none. */
    static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
