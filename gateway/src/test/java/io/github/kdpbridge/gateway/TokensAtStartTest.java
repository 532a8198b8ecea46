package io.github.kdpbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.operator.TokenWatch;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.token.TokenCache;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Credentials that do not work show before the first caller comes. */
@ExpectedLog(
        "upload 244303 was not sent: no token: token request was refused: UNKNOWN \\(code invalid_client\\) \\[HTTP 401\\]")
class TokensAtStartTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(TokenWatch.class);
    private static final HostAndPort FREE = HostAndPort.fromParts("127.0.0.1", 0);

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    private final BlockingQueue<String> warnings = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            warnings.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    };
    private final OkHttpClient http = Calls.client(Protocol.HTTP_1_1);

    @BeforeEach
    void listen() {
        appender.start();
        LOG.addAppender(appender);
        LOG.setAdditive(false);
    }

    @AfterEach
    void stop() {
        LOG.detachAppender(appender);
        LOG.setAdditive(true);
    }

    private GatewayConfig config(String secret) {
        return GatewayConfig.builder()
                .account(new Gen2Account(
                        ResellerId.of("4680000925"),
                        Set.of(Gen1Key.of(Calls.KEY)),
                        new Gen2Service(
                                knox.gen2BaseUrl().toString(),
                                OAuthTokenSource.of("sim-client", secret),
                                Resilience.standard(),
                                Gen2Profile.standard())))
                .admin(FREE)
                .tokensAtStart(true)
                .build();
    }

    private String admin(Gateway gateway, String path) throws IOException {
        try (Response response = http.newCall(new Request.Builder()
                        .url(gateway.adminUrl().orElseThrow() + path)
                        .build())
                .execute()) {
            return response.code() + " " + response.body().string();
        }
    }

    private void await(Gateway gateway, String path, String text) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!admin(gateway, path).contains(text)) {
            assertThat(System.nanoTime())
                    .as(text + " in " + admin(gateway, path))
                    .isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private List<String> requests() {
        return knox.simulator().requests().stream().map(RecordedRequest::path).toList();
    }

    @Test
    void wrongCredentials_areWarnedOf_andTheGatewayIsReady() throws Exception {
        try (Gateway gateway = Gateway.start(config("wrong"))) {
            assertThat(warnings.poll(20, TimeUnit.SECONDS))
                    .startsWith("WARN reseller 4680000925: there is no access token, so its callers get 503: ")
                    .endsWith(". kdp doctor says what to check")
                    .doesNotContain("wrong");
            await(gateway, "/health/ready", "\"tokens\":\"missing for 4680000925\"");
            assertThat(admin(gateway, "/health/ready")).startsWith("200 {\"ready\":true,");
            await(gateway, "/metrics", "kdp_gateway_token_missing{reseller=\"4680000925\"} 1.0");
        }
        assertThat(requests()).containsOnly("/ams/v1/oauth2/token");
    }

    /** Readiness tells of it after whoever asked for the token has written. */
    @Test
    void wrongCredentials_areWarnedOfOnce() throws Exception {
        Logger cache = (Logger) LoggerFactory.getLogger(TokenCache.class);
        cache.addAppender(appender);
        try (Gateway gateway = Gateway.start(config("wrong"))) {
            await(gateway, "/health/ready", "\"tokens\":\"missing for 4680000925\"");
            assertThat(warnings.poll(20, TimeUnit.SECONDS)).startsWith("WARN reseller 4680000925: ");
            assertThat(warnings).isEmpty();
        } finally {
            cache.detachAppender(appender);
        }
    }

    @Test
    void tokenOfTheStart_isThatOfTheFirstCaller() throws Exception {
        try (Gateway gateway = Gateway.start(config("sim-secret"))) {
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (requests().isEmpty()) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.onSpinWait();
            }
            try (Response response =
                    http.newCall(Calls.upload(gateway.url(), Calls.BODY)).execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
            await(gateway, "/health/ready", "\"tokens\":\"ready\"");
            await(gateway, "/metrics", "kdp_gateway_token_missing{reseller=\"4680000925\"} 0.0");
        }
        assertThat(requests()).containsExactly("/ams/v1/oauth2/token", "/kcs/v1/rp/devices/upload");
        assertThat(warnings).isEmpty();
    }

    /** What was wrong is right after it; what the caller does not see goes on. */
    @Test
    void reload_servesTheNewCredentialsKeysAndResellers() throws Exception {
        try (Gateway gateway = Gateway.start(config("wrong"))) {
            warnings.poll(20, TimeUnit.SECONDS);
            try (Response response =
                    http.newCall(Calls.upload(gateway.url(), Calls.BODY)).execute()) {
                assertThat(response.code()).isEqualTo(503);
            }

            GatewayConfig next = config("sim-secret").toBuilder()
                    .limits(Limits.standard().with(GatewaySettings.WRONG_KEYS, 7))
                    .build();
            assertThat(gateway.reload(next)).containsExactly("gateway.limits");

            try (Response response =
                    http.newCall(Calls.upload(gateway.url(), Calls.BODY)).execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
            assertThat(gateway.reload(next)).as("once more").containsExactly("gateway.limits");
            await(gateway, "/health/ready", "\"tokens\":\"ready\"");
        }
        assertThat(knox.simulator().devices()).hasSize(1);
    }

    /** The ledger outlives the change: a repeat gets its receipt, and the service hears of it once. */
    @Test
    void repeatAfterAReload_getsItsReceipt() throws Exception {
        try (Gateway gateway = Gateway.start(config("sim-secret"))) {
            http.newCall(Calls.upload(gateway.url(), Calls.BODY)).execute().close();
            gateway.reload(config("sim-secret"));

            try (Response response =
                    http.newCall(Calls.upload(gateway.url(), Calls.BODY)).execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
        }
        assertThat(requests()).filteredOn(path -> path.endsWith("/upload")).hasSize(1);
    }
}
