package io.github.kdpbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Stopwatch;
import com.google.common.net.HostAndPort;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.operator.Health;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminTest {
    private static final Pattern COUNTED = Pattern.compile("kdp_gateway_requests_seconds_count\\{[^}]*} [1-9]");

    private static final HostAndPort FREE = HostAndPort.fromParts("127.0.0.1", 0);

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> get(Gateway gateway, String path) throws IOException, InterruptedException {
        return send(gateway, "GET", path);
    }

    private HttpResponse<String> send(Gateway gateway, String method, String path)
            throws IOException, InterruptedException {
        return send(gateway.adminUrl().orElseThrow(), method, path);
    }

    private HttpResponse<String> send(URI admin, String method, String path) throws IOException, InterruptedException {
        URI url = URI.create(admin + path);
        return http.send(
                HttpRequest.newBuilder(url)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void withoutAnAddress_thereIsNone() {
        try (Gateway gateway = Gateway.start(new HeldProgram())) {
            assertThat(gateway.adminUrl()).isEmpty();
        }
    }

    @Test
    void runningGateway_isLiveAndReady() throws Exception {
        try (Gateway gateway = Gateway.start(Calls.config(knox).admin(FREE).build())) {
            HttpResponse<String> live = get(gateway, "/health/live");
            HttpResponse<String> ready = get(gateway, "/health/ready");

            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(live.body()).isEqualTo("{\"live\":true}");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(ready.body())
                    .isEqualTo(
                            "{\"ready\":true,\"parts\":{\"listener\":\"ready\",\"ledger\":\"ready\",\"contract\":\"as assumed\"}}");
            assertThat(send(gateway, "HEAD", "/health/ready").statusCode()).isEqualTo(200);
        }
        assertThat(knox.simulator().requests()).isEmpty();
    }

    /** Every worker waits, a request holds up the stop, and the operator still hears of both. */
    @Test
    void stoppingGateway_isLiveAndNotReady() throws Exception {
        HeldProgram program = new HeldProgram();
        Gateway gateway = Gateway.start(GatewayConfig.builder()
                .anyKey(program)
                .admin(FREE)
                .limits(Limits.standard().with(GatewaySettings.CONCURRENT_REQUESTS, 1))
                .build());
        URI admin = gateway.adminUrl().orElseThrow();
        OkHttpClient caller = Calls.client(Protocol.HTTP_1_1);
        CompletableFuture<Integer> running = CompletableFuture.supplyAsync(
                () -> {
                    try (Response response = caller.newCall(Calls.upload(gateway.url(), Calls.BODY))
                            .execute()) {
                        return response.code();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                AdminTest::onItsOwnThread);
        program.awaitBegun(1);
        assertThat(get(gateway, "/health/ready").statusCode()).isEqualTo(200);

        CompletableFuture<Void> stop = CompletableFuture.runAsync(gateway::close, AdminTest::onItsOwnThread);
        HttpResponse<String> ready = get(gateway, "/health/ready");
        while (ready.statusCode() == 200) {
            ready = get(gateway, "/health/ready");
        }

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .isEqualTo(
                        "{\"ready\":false,\"parts\":{\"listener\":\"stopping\",\"ledger\":\"ready\",\"contract\":\"as assumed\"}}");
        assertThat(get(gateway, "/health/live").statusCode()).isEqualTo(200);
        assertThat(stop).isNotDone();
        program.letEnd(1);
        assertThat(running.get()).isEqualTo(200);
        stop.get();
        assertThatThrownBy(() -> send(admin, "GET", "/health/live")).isInstanceOf(IOException.class);
    }

    /** The common pool has one thread on two processors, and each of these waits for another. */
    private static void onItsOwnThread(Runnable work) {
        new Thread(work, "admin-test").start();
    }

    @Test
    void requestThatIsNoHttp_isAnsweredInText() throws Exception {
        try (Gateway gateway = Gateway.start(Calls.config(knox).admin(FREE).build())) {
            URI admin = gateway.adminUrl().orElseThrow();

            for (String request : List.of("NONSENSE\r\n\r\n", "GET /metrics HTTP/1.1\r\n\r\n")) {
                assertThat(Calls.raw(admin, request))
                        .startsWith("HTTP/1.1 400 ")
                        .containsIgnoringCase("Content-Type: text/plain")
                        .doesNotContain("<html", "at org.eclipse");
            }
        }
    }

    @Test
    void partThatIsNotWell_isNamed() {
        Health health = new Health();
        health.started();
        health.add(new Health.Part() {
            @Override
            public String name() {
                return "ledger";
            }

            @Override
            public Optional<String> trouble() {
                return Optional.of("3 entries are open");
            }
        });

        assertThat(health.ready()).isFalse();
        assertThat(health.json())
                .isEqualTo("{\"ready\":false,\"parts\":{\"listener\":\"ready\",\"ledger\":\"3 entries are open\"}}");
    }

    @Test
    void metrics_tellOfCallersAndOfTheService() throws Exception {
        try (Gateway gateway = Gateway.start(Calls.config(knox).admin(FREE).build())) {
            OkHttpClient caller = Calls.client(Protocol.HTTP_1_1);
            caller.newCall(Calls.upload(gateway.url(), Calls.BODY)).execute().close();
            caller.newCall(Calls.request(gateway.url(), "/x").build()).execute().close();
            caller.newCall(Calls.upload(gateway.url(), Calls.BODY)
                            .newBuilder()
                            .header("X-WSM-API-TOKEN", "wrong")
                            .build())
                    .execute()
                    .close();

            // A request is counted once its answer has been sent, which its caller may see before.
            Stopwatch waited = Stopwatch.createStarted();
            HttpResponse<String> metrics = get(gateway, "/metrics");
            while (COUNTED.matcher(metrics.body()).results().count() < 3
                    || !metrics.body().contains("kdp_gateway_requests_active 0.0")) {
                assertThat(waited.elapsed()).as(metrics.body()).isLessThan(Duration.ofSeconds(20));
                metrics = get(gateway, "/metrics");
            }

            assertThat(metrics.headers().firstValue("Content-Type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(metrics.body())
                    .contains(
                            "kdp_gateway_requests_seconds_bucket{operation=\"upload\",reseller=\"4680000925\","
                                    + "status=\"2xx\",le=\"60.0\"} 1",
                            "kdp_gateway_requests_seconds_count{operation=\"none\",reseller=\"none\",status=\"4xx\"} 1",
                            "kdp_gateway_requests_seconds_count{operation=\"upload\",reseller=\"none\",status=\"4xx\"} 1",
                            "kdp_gateway_requests_active 0.0",
                            "kdp_gateway_connections 1.0",
                            "kdp_gateway_received_bytes_total " + 2.0 * Calls.BODY.length(),
                            "kdp_gateway_sent_bytes_total ",
                            "kdp_gateway_wrong_keys_total 1.0",
                            "kdp_client_calls_seconds_count{operation=\"upload\",outcome=\"success\","
                                    + "reseller=\"4680000925\"} 1",
                            "kdp_contract_surprises_total{reseller=\"4680000925\",row=\"status-filter\"} 0.0",
                            "kdp_client_breaker_open{reseller=\"4680000925\"} 0.0",
                            "jvm_memory_used_bytes{",
                            "jvm_gc_",
                            "jvm_threads_live_threads ",
                            "process_uptime_seconds ")
                    .doesNotContain(Calls.KEY, "wrong\"", "244303", "351800000000701");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/metrics/", "/bulkenroll/v1/reseller/devices", "//metrics"})
    void otherPath_isNotThere(String path) throws Exception {
        try (Gateway gateway = Gateway.start(Calls.config(knox).admin(FREE).build())) {
            HttpResponse<String> response = get(gateway, path);

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
            assertThat(response.body()).isEqualTo("no such path; here are /health/live, /health/ready and /metrics\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void otherMethod_isNotAllowed(String method) throws Exception {
        try (Gateway gateway = Gateway.start(Calls.config(knox).admin(FREE).build())) {
            HttpResponse<String> response = send(gateway, method, "/metrics");

            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
        }
    }

    private static String status(Gateway gateway, String host) throws Exception {
        String answer = Calls.raw(
                gateway.adminUrl().orElseThrow(),
                "GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    }

    /** A web page in an operator's browser can have a name of its own lead to the operator's side, and read it. */
    @Test
    void foreignHost_isRefused_unlessItIsASetting() throws Exception {
        try (Gateway gateway = Gateway.start(
                Calls.config(knox).admin(FREE).adminHost("Metrics.example").build())) {
            for (String own :
                    List.of("127.0.0.1", "127.0.0.1:8081", "localhost:8081", "[::1]:8081", "metrics.example.")) {
                assertThat(status(gateway, own)).as(own).isEqualTo("200");
            }
            assertThat(status(gateway, "evil.example")).isEqualTo("421");
            assertThat(status(gateway, "localhost.evil.example:8081")).isEqualTo("421");
            assertThat(Calls.raw(
                            gateway.adminUrl().orElseThrow(),
                            "GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                    .endsWith("\r\n\r\nnot known by this name; ask for the address, or add the name to"
                            + " gateway.admin.hosts\n");
        }
    }

    /** What was started before is stopped again: its port is free. */
    @Test
    void addressInUse_isNamed_andNothingGoesOnRunning() {
        try (Gateway gateway = Gateway.start(Calls.config(knox).build())) {
            HostAndPort taken = HostAndPort.fromParts("127.0.0.1", gateway.url().getPort());

            assertThatThrownBy(
                            () -> Gateway.start(Calls.config(knox).admin(taken).build()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage(
                            "cannot listen at " + taken
                                    + " (gateway.admin.listen): another program listens there. Stop that one (ss -ltnp names it), or name another port");
        }
    }
}
