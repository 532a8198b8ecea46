package io.github.kdpbridge.gen2client;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A service that gives the answers of a test, in their order, and a client of it that tells of its surprises. */
final class ScriptedService implements AutoCloseable {
    static final ResellerId RESELLER = ResellerId.of("1000000001");
    static final CustomerId CUSTOMER = CustomerId.of("2000000002");
    static final TransactionId TRANSACTION = TransactionId.of("t-1");
    static final StatusRequest STATUS = StatusRequest.of(TRANSACTION);
    static final UploadRequest UPLOAD = UploadRequest.builder(CUSTOMER, TRANSACTION)
            .imeis(List.of("350000000000006"))
            .build();

    final MockWebServer server = new MockWebServer();
    final List<Assumption> surprises = new ArrayList<>();
    final AtomicInteger tokens = new AtomicInteger();
    final Gen2Client client;

    ScriptedService() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = builder().build();
    }

    Gen2Client.Builder builder() {
        return TestedClient.builder(RESELLER)
                .baseUrl(server.url("/kcs/v1/rp").toString())
                .deviceCheck(DeviceCheck.none())
                .resilience(Resilience.builder()
                        .attempts(2)
                        .firstPause(Duration.ofMillis(1))
                        .build())
                .listener(new ClientListener() {
                    @Override
                    public void surprise(Assumption assumption, String seen) {
                        surprises.add(assumption);
                    }
                })
                .tokens(context -> new Token(
                        "Authorization",
                        "Bearer token-" + tokens.incrementAndGet(),
                        Instant.now(),
                        Instant.now().plusSeconds(1800)));
    }

    ScriptedService answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
        return this;
    }

    /** Returns the methods and targets of all requests so far. */
    List<String> requests() throws InterruptedException {
        List<String> requests = new ArrayList<>();
        int count = server.getRequestCount();
        for (int i = 0; i < count; i++) {
            RecordedRequest request = server.takeRequest();
            requests.add(request.getMethod() + " "
                    + String.valueOf(request.getTarget()).replaceFirst("/kcs/v1/rp/", ""));
        }
        return requests;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
