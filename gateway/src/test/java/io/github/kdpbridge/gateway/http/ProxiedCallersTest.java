package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.config.TrustedProxies;
import io.github.kdpbridge.gateway.config.TrustedProxies.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Where a request came from, in the access log and for wrong keys, when a reverse proxy stands before the gateway. */
class ProxiedCallersTest {
    private static final Logger ACCESS = (Logger) LoggerFactory.getLogger("io.github.kdpbridge.gateway.access");

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };
    private Level before;
    private final OkHttpClient http = Calls.client(Protocol.HTTP_1_1)
            .newBuilder()
            .readTimeout(Duration.ofSeconds(30))
            .build();

    @BeforeEach
    void listen() {
        appender.start();
        before = ACCESS.getLevel();
        ACCESS.setLevel(Level.INFO);
        ACCESS.setAdditive(false);
        ACCESS.addAppender(appender);
    }

    @AfterEach
    void stop() {
        ACCESS.detachAppender(appender);
        ACCESS.setLevel(before);
        ACCESS.setAdditive(true);
    }

    private static Gateway start(TrustedProxies proxies) {
        HeldProgram program = new HeldProgram();
        program.letEnd(1000);
        return Gateway.start(GatewayConfig.builder()
                .account(Calls.KEY, program)
                .proxies(proxies)
                .limits(Limits.standard().with(GatewaySettings.WRONG_KEYS, 1))
                .build());
    }

    /** Sends a wrong key in the name of a caller. */
    private int wrongKey(URI gateway, String header, String caller) {
        try (Response response = http.newCall(Calls.request(gateway, Calls.UPLOAD + "/status")
                        .header("X-WSM-API-TOKEN", "wrong")
                        .header(header, caller)
                        .build())
                .execute()) {
            return response.code();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws InterruptedException {
        return String.valueOf(lines.poll(20, TimeUnit.SECONDS));
    }

    /** The second wrong key of one caller waits; the first one of another does not. */
    @Test
    void callerBehindATrustedProxy_isLogged_andSlowedByItself() throws Exception {
        try (Gateway gateway = start(TrustedProxies.of(List.of("127.0.0.0/8"), Header.FORWARDED))) {
            for (int caller = 1; caller <= 3; caller++) {
                assertThat(wrongKey(gateway.url(), "Forwarded", "for=192.0.2." + caller))
                        .isEqualTo(401);
                assertThat(line()).contains(" remote=192.0.2." + caller + " ");
            }
            CompletableFuture<Integer> again =
                    CompletableFuture.supplyAsync(() -> wrongKey(gateway.url(), "Forwarded", "for=192.0.2.1"));
            assertThat(wrongKey(gateway.url(), "Forwarded", "for=192.0.2.4")).isEqualTo(401);
            assertThat(again).isNotDone();
        }
    }

    /** Otherwise whoever tries keys would have a new address for each. */
    @Test
    void addressThatACallerMadeUp_isNotBelieved() throws Exception {
        try (Gateway gateway = start(TrustedProxies.of(List.of("10.0.0.0/8"), Header.X_FORWARDED_FOR))) {
            assertThat(wrongKey(gateway.url(), "X-Forwarded-For", "192.0.2.1")).isEqualTo(401);
            assertThat(line()).contains(" remote=127.0.0.1 ");

            CompletableFuture<Integer> second =
                    CompletableFuture.supplyAsync(() -> wrongKey(gateway.url(), "X-Forwarded-For", "192.0.2.2"));
            try (Response right =
                    http.newCall(Calls.upload(gateway.url(), Calls.BODY)).execute()) {
                assertThat(right.code()).isEqualTo(200);
            }
            assertThat(second).isNotDone();
            assertThat(second.get()).isEqualTo(401);
        }
    }

    /** The proxies write one of the two headers; in the other one stands what the caller wrote. */
    @Test
    void otherHeader_isNotBelieved() throws Exception {
        try (Gateway gateway = start(TrustedProxies.of(List.of("127.0.0.0/8"), Header.X_FORWARDED_FOR))) {
            assertThat(wrongKey(gateway.url(), "Forwarded", "for=192.0.2.1")).isEqualTo(401);

            assertThat(line()).contains(" remote=127.0.0.1 ");
        }
    }
}
