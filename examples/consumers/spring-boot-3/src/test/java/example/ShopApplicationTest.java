package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class ShopApplicationTest {
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void order_isRegistered_andShownToTheOperator() throws Exception {
        try (ConfigurableApplicationContext application = SpringApplication.run(
                ShopApplication.class,
                "--server.port=0",
                "--management.endpoints.web.exposure.include=health,prometheus",
                "--management.endpoint.health.show-details=always",
                "--kdp.resellers.shop.client-id=sim-client",
                "--kdp.resellers.shop.client-secret=sim-secret",
                "--kdp.resellers.shop.url=" + knox.gen2BaseUrl())) {
            String url = "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port");

            assertThat(send(HttpRequest.newBuilder(URI.create(url + "/orders/PO-7"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("[\"350000000000014\"]"))))
                    .isEqualTo("0 failed");
            assertThat(send(HttpRequest.newBuilder(URI.create(url + "/actuator/health"))))
                    .contains("\"kdp\":{", "\"shop\":{\"token\":\"obtained\",\"breaker\":\"closed\",\"ledger\":\"ready\"}")
                    .doesNotContain("DOWN");
            assertThat(send(HttpRequest.newBuilder(URI.create(url + "/actuator/prometheus"))))
                    .contains(
                            "kdp_client_calls_seconds_count{operation=\"upload\",outcome=\"success\",reseller=\"4680000925\"} 1",
                            "kdp_client_breaker_open{reseller=\"4680000925\"} 0.0");
            assertThat(application.getBean(OkHttpClient.class).interceptors())
                    .hasAtLeastOneElementOfType(Gen1CompatInterceptor.class);
        }
        assertThat(knox.simulator().devices()).extracting(RegisteredDevice::id).containsExactly("350000000000014");
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }
}
