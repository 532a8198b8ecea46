package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import com.google.common.net.InetAddresses;
import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

class WrongKeysTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3)); // it may run over
    private final WrongKeys wrongKeys = new WrongKeys(10, new Ticker() {
        @Override
        public long read() {
            return now.get();
        }
    });

    private long secondsToWait(String address) {
        return wrongKeys.waitFor(InetAddresses.forString(address)).toSeconds();
    }

    private void wrongKeys(int count, String address) {
        for (int i = 0; i < count; i++) {
            assertThat(secondsToWait(address)).isZero();
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void keysOverTheLimit_waitForTheirTurn_tenSecondsAtTheMost() {
        wrongKeys(10, "192.0.2.1");

        assertThat(secondsToWait("192.0.2.1")).isEqualTo(6);
        assertThat(secondsToWait("192.0.2.1")).isEqualTo(10);
        assertThat(secondsToWait("192.0.2.1")).isEqualTo(10);
    }

    @Test
    void time_bringsTheFreedomBack() {
        wrongKeys(10, "192.0.2.1");

        pass(Duration.ofSeconds(6));
        wrongKeys(1, "192.0.2.1");
        assertThat(secondsToWait("192.0.2.1")).isEqualTo(6);

        pass(Duration.ofSeconds(66));
        wrongKeys(10, "192.0.2.1");
        assertThat(secondsToWait("192.0.2.1")).isEqualTo(6);
    }

    @Test
    void otherAddress_isNotSlowed() {
        wrongKeys(10, "192.0.2.1");

        wrongKeys(10, "192.0.2.2");
    }

    @Test
    void ipv6Network_isOneAddress() {
        wrongKeys(5, "2001:db8:1:2::1");
        wrongKeys(5, "2001:db8:1:2:ffff::2");

        assertThat(secondsToWait("2001:db8:1:2::3")).isEqualTo(6);
        wrongKeys(10, "2001:db8:1:3::1");
    }

    @Test
    void oneAMinute_isTheSlowestPace() {
        WrongKeys slow = new WrongKeys(1, Ticker.systemTicker());

        assertThat(slow.waitFor(InetAddresses.forString("192.0.2.1"))).isZero();
        assertThat(slow.waitFor(InetAddresses.forString("192.0.2.1"))).isEqualTo(WrongKeys.LONGEST_WAIT);
    }

    /** Twenty wrong keys a minute: the next one waits for three seconds, and holds up nobody. */
    @Test
    void wrongKeyWaits_whileARightOneFromTheSameAddressIsServed() throws Exception {
        HeldProgram program = new HeldProgram();
        program.letEnd(1);
        GatewayConfig config = GatewayConfig.builder()
                .account(Calls.KEY, program)
                .limits(Limits.standard()
                        .with(GatewaySettings.WRONG_KEYS, 20)
                        .with(GatewaySettings.CONCURRENT_REQUESTS, 1)
                        .with(GatewaySettings.IDLE, Duration.ofMillis(400)))
                .build();
        try (Gateway gateway = Gateway.start(config)) {
            URI url = gateway.url();
            OkHttpClient http = Calls.client(Protocol.H2_PRIOR_KNOWLEDGE);
            for (int i = 0; i < 20; i++) {
                assertThat(wrong(http, url)).isEqualTo(401);
            }
            CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(() -> untilServed(() -> wrong(http, url)));
            assertThat(untilServed(() -> right(http, url))).isEqualTo(200);

            assertThat(slow).isNotDone();
            assertThat(slow.get()).isEqualTo(401);
        }
    }

    /** There is room for one request at a time, so that one of two may be sent away while the other is judged. */
    private static int untilServed(IntSupplier request) {
        int status = request.getAsInt();
        while (status == 503) {
            status = request.getAsInt();
        }
        return status;
    }

    private static int right(OkHttpClient http, URI url) {
        return status(http, Calls.upload(url, Calls.BODY));
    }

    private static int wrong(OkHttpClient http, URI url) {
        return status(
                http,
                Calls.upload(url, Calls.BODY)
                        .newBuilder()
                        .header("X-WSM-API-TOKEN", "wrong")
                        .build());
    }

    private static int status(OkHttpClient http, Request request) {
        try (Response response = http.newCall(request).execute()) {
            return response.code();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
