package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The whole client against a service in trouble. */
@ExpectedLog(".*; once more in [0-9]+ ms")
@ExpectedLog("the service is otherwise than assumed \\(error-names\\): .*")
@ExpectedLog("this machine's clock differs from the service's by .*")
class ServiceTroubleTest {
    private static final String UPLOAD_PATH = "/kcs/v1/rp/devices/upload";
    private static final String STATUS_PATH = "/kcs/v1/rp/devices/status";
    private static final String TOKEN_PATH = "/ams/v1/users/accesstoken";
    private static final String OAUTH_PATH = "/ams/v1/oauth2/token";
    private static final String IMEI = "351800000000701";
    private static final TransactionId TRANSACTION = TransactionId.of("244303");
    private static final UploadRequest UPLOAD = UploadRequest.builder(CustomerId.of("1200000321"), TRANSACTION)
            .imeis(List.of(IMEI))
            .build();
    private static final StatusRequest STATUS = StatusRequest.of(TRANSACTION);
    private static final TokenSource SIGNED = TokenSource.signedToken("sim-client-identifier", Keys.SIGNING);

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    private final List<String> events = new ArrayList<>();

    private Gen2Client.Builder builder(TokenSource tokens) {
        return TestedClient.builder(ResellerId.of("4680000925"))
                .baseUrl(knox.gen2BaseUrl().toString())
                .tokens(tokens)
                .clock(knox.simulator().clock())
                .ticker(TestTicker.following(knox.simulator().clock()))
                .listener(new ClientListener() {
                    @Override
                    public void call(Call call, @Nullable KdpException failure, Duration took) {
                        events.add(call + (failure == null ? " done" : " failed"));
                    }
                })
                .resilience(Resilience.builder()
                        .firstPause(Duration.ofMillis(1))
                        .attempts(3)
                        .build());
    }

    private List<String> sent() {
        return knox.simulator().requests().stream().map(RecordedRequest::path).toList();
    }

    @Test
    void readThatFails_isSentAgain() {
        try (Gen2Client client = builder(SIGNED).build()) {
            client.upload(UPLOAD);
            knox.simulator().fault(Fault.status(STATUS_PATH, 500));
            knox.simulator().fault(Fault.dropAfter(STATUS_PATH));

            client.status(STATUS);
        }
        assertThat(sent()).containsExactly(TOKEN_PATH, UPLOAD_PATH, STATUS_PATH, STATUS_PATH, STATUS_PATH);
        assertThat(events).containsExactly("upload 244303 done", "status 244303 done");
    }

    @Test
    void silence_isBornForHalfTheTimeOfARequest() {
        Resilience hasty = Resilience.builder()
                .attempts(1)
                .requestTimeout(Duration.ofSeconds(1))
                .build();
        TokenSource atHand = context -> // a request for one would have to be as hasty
                new Token(
                                "Authorization",
                                "Bearer 1",
                                Instant.now(),
                                Instant.now().plusSeconds(1800));
        try (Gen2Client client = builder(atHand).resilience(hasty).build()) {
            knox.simulator().fault(Fault.delay(UPLOAD_PATH, Duration.ofMinutes(1)));

            assertThatThrownBy(() -> client.upload(UPLOAD))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessage("upload 244303 got no answer: " + knox.url().getHost() + ":"
                            + knox.url().getPort() + " did not answer in time");
        }
    }

    @Test
    @ExpectedLog(".*: the service sent code .*, which the error catalogue does not know; .*")
    @ExpectedLog("the service is otherwise than assumed \\(rate\\): .*")
    void writeThatTheServiceTurnedAway_isSentAgain() {
        try (Gen2Client client = builder(SIGNED).build()) {
            String busy = "{\"code\":42900000,\"message\":\"TOO_MANY_REQUESTS\"}";
            knox.simulator().fault(Fault.status(UPLOAD_PATH, 429).body(busy));
            knox.simulator().fault(Fault.status(UPLOAD_PATH, 503).body(busy).header("Retry-After", "0"));

            client.upload(UPLOAD);
        }
        assertThat(sent()).containsExactly(TOKEN_PATH, UPLOAD_PATH, UPLOAD_PATH, UPLOAD_PATH);
    }

    @Test
    void writeDuringATokenOutage_waitsForTheToken() {
        try (Gen2Client client = builder(SIGNED).build()) {
            knox.simulator().fault(Fault.status(TOKEN_PATH, 500));
            knox.simulator().fault(Fault.dropBefore(TOKEN_PATH));

            client.upload(UPLOAD);
        }
        assertThat(sent()).containsExactly(TOKEN_PATH, TOKEN_PATH, TOKEN_PATH, UPLOAD_PATH);
    }

    /** A machine whose clock is an hour off dates its tokens wrongly, until it learns the service's time. */
    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void wrongClock_costsOneTokenRequestAndNoError(Duration offset) {
        Clock wrong = Clock.offset(knox.simulator().clock(), offset);
        try (Gen2Client client = builder(SIGNED).clock(wrong).build()) {
            client.upload(UPLOAD);
            for (int i = 0; i < 9; i++) {
                knox.simulator().advanceClock(Duration.ofMinutes(20));
                client.status(STATUS);
            }
        }
        assertThat(knox.simulator().requests())
                .filteredOn(request -> request.generation().equals("gen2"))
                .hasSize(10)
                .allMatch(request -> request.status() == 200);
        assertThat(knox.simulator().requests())
                .filteredOn(request -> request.generation().equals("token") && request.status() != 200)
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void oauth2_isTheOtherWayToAToken() {
        try (Gen2Client client =
                builder(TokenSource.oauth2("sim-client", "sim-secret")).build()) {
            client.upload(UPLOAD);
            knox.simulator().advanceClock(Duration.ofMinutes(10));
            client.status(STATUS);
        }
        assertThat(sent()).containsExactly(OAUTH_PATH, UPLOAD_PATH, OAUTH_PATH, STATUS_PATH);
    }

    @Test
    void oauth2Lifetime_isAskedFor() {
        OAuthTokenSource hour = OAuthTokenSource.of("sim-client", "sim-secret")
                .withLifetime(Duration.ofHours(1))
                .withScope("kdp")
                .withTokenUrl(knox.oauthTokenUrl().toString());
        try (Gen2Client client = builder(hour).build()) {
            client.upload(UPLOAD);
            knox.simulator().advanceClock(Duration.ofMinutes(40));
            client.status(STATUS);
        }
        assertThat(sent()).containsExactly(OAUTH_PATH, UPLOAD_PATH, STATUS_PATH);
        assertThatThrownBy(() -> hour.withLifetime(Duration.ofHours(2)))
                .hasMessage("the lifetime must be from 1 second to 1 hour, not PT2H");
        assertThatThrownBy(() -> TokenSource.oauth2("", "x")).hasMessage("the client id is empty");
        assertThatThrownBy(() -> TokenSource.oauth2("x", "")).hasMessage("the client secret is empty");
    }

    @Test
    void wrongSecret_isNamedAsSuchAndNeverShown() {
        try (Gen2Client client =
                builder(TokenSource.oauth2("sim-client", "wrong-secret")).build()) {
            assertThatThrownBy(() -> client.upload(UPLOAD))
                    .isInstanceOf(RefusedLocallyException.class)
                    .hasMessageStartingWith("upload 244303 was not sent: no token: token request was refused: ")
                    .hasMessageContaining("invalid_client")
                    .hasMessageNotContaining("wrong-secret");
        }
    }

    @Test
    void futures_carryTheSameAnswersAndErrors() throws Exception {
        try (Gen2Client client = builder(SIGNED).build()) {
            Receipt receipt = client.async().upload(UPLOAD).get();
            assertThat(receipt.transaction()).isEqualTo(TRANSACTION);
            knox.simulator().advanceClock(Duration.ofSeconds(1));
            TransactionStatus status = client.async()
                    .awaitCompletion(STATUS, Duration.ofSeconds(10), seen -> {})
                    .get();
            assertThat(status.failed()).isEmpty();
            assertThat(client.async().status(STATUS).get()).isEqualTo(status);
            assertThat(client.awaitCompletion(receipt, Duration.ofSeconds(10))).isEqualTo(status);
            assertThatThrownBy(() -> client.async().upload(UPLOAD).get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(RefusedException.class);
            assertThat(client.async()
                            .delete(DeleteRequest.of(
                                    CustomerId.of("1200000321"), TransactionId.of("d1"), Devices.imeis(List.of(IMEI))))
                            .get()
                            .transaction())
                    .isEqualTo(TransactionId.of("d1"));
        }
    }

    @Test
    @Tag("okhttp")
    void callersExecutor_runsTheFutures() throws Exception {
        List<String> threads = new ArrayList<>();
        try (Gen2Client client = builder(SIGNED)
                .executor(work -> {
                    threads.add(Thread.currentThread().getName());
                    work.run();
                })
                .build()) {
            client.authenticate();
            client.async().upload(UPLOAD).get();
        }
        assertThat(threads).containsExactly(Thread.currentThread().getName());
    }

    /** Everything that this library says at any level, over a session with all kinds of trouble. */
    @Test
    void log_holdsNoSecretAndNoDeviceIdentifier() {
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.kdpbridge.gen2client");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Level before = logger.getLevel();
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        logger.addAppender(log);
        try (Gen2Client client =
                builder(TokenSource.oauth2("sim-client", "sim-secret")).build()) {
            client.upload(UPLOAD);
            knox.simulator().fault(Fault.status(STATUS_PATH, 401).times(1));
            knox.simulator()
                    .fault(Fault.status(STATUS_PATH, 500)
                            .body("{\"code\":50000000,\"message\":\"OOPS\",\"data\":\"stuck at " + IMEI + "\"}"));
            client.status(STATUS);
            assertThatThrownBy(() -> client.upload(UPLOAD)).isInstanceOf(RefusedException.class);
        } finally {
            logger.detachAppender(log);
            logger.setAdditive(true);
            logger.setLevel(before);
        }
        assertThat(log.list).isNotEmpty();
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("sim-secret")
                        || line.contains("Bearer")
                        || line.contains(IMEI)
                        || line.contains("Authorization"));
    }
}
