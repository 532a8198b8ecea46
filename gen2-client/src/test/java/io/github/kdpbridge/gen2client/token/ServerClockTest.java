package io.github.kdpbridge.gen2client.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gen2client.TestTicker;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExpectedLog("this machine's clock differs from the service's by .*")
class ServerClockTest {
    private static final Instant LOCAL = Instant.parse("2026-01-01T00:00:00Z");

    private final MockWebServer server = new MockWebServer();
    private final ServerClock clock =
            new ServerClock(Clock.fixed(LOCAL, ZoneOffset.UTC), TestTicker.showing(() -> Duration.ZERO));
    private final OkHttpClient http =
            new OkHttpClient.Builder().addNetworkInterceptor(clock).build();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void answerDated(Instant date) throws IOException {
        server.enqueue(new MockResponse.Builder()
                .setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)))
                .build());
        http.newCall(new Request.Builder().url(server.url("/")).build())
                .execute()
                .close();
    }

    @ParameterizedTest
    @CsvSource({"3600, 3600", "-3600, -3600", "6, 6", "5, 0", "-5, 0", "0, 0"})
    void skew_isLearnedFromTheServicesDateBeyondATolerance(long difference, long skew) throws Exception {
        answerDated(LOCAL.plusSeconds(difference));

        assertThat(clock.skew()).isEqualTo(Duration.ofSeconds(skew));
        assertThat(clock.instant()).isEqualTo(LOCAL.plusSeconds(skew));
        assertThat(clock.withZone(ZoneId.of("Europe/Berlin")).instant()).isEqualTo(clock.instant());
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void smallChangesOfTheSkew_areNoise() throws Exception {
        answerDated(LOCAL.plusSeconds(3600));
        answerDated(LOCAL.plusSeconds(3603));

        assertThat(clock.skew()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void clockThatWasSetRight_isTrustedAgain() throws Exception {
        answerDated(LOCAL.plusSeconds(3600));
        answerDated(LOCAL);

        assertThat(clock.skew()).isZero();
    }

    @Test
    void answerWithoutADate_teachesNothing() throws Exception {
        server.enqueue(new MockResponse.Builder().build());
        http.newCall(new Request.Builder().url(server.url("/")).build())
                .execute()
                .close();

        assertThat(clock.skew()).isZero();
    }

    /** A date has whole seconds, so the same difference shows as 5 s and as 6 s in turn. */
    @Test
    void serviceThatIsFiveAndAHalfSecondsAhead_isLearnedOnce() throws Exception {
        answerDated(LOCAL.plusSeconds(6));
        Duration learned = clock.skew();

        for (int answer = 0; answer < 5; answer++) {
            answerDated(LOCAL.plusSeconds(5));
            answerDated(LOCAL.plusSeconds(6));
        }

        assertThat(clock.skew()).isEqualTo(learned).isEqualTo(Duration.ofSeconds(6));
    }
}
