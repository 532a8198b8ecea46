package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@ExpectedLog(".*: the service sent code .*, which the error catalogue does not know; .*")
@ExpectedLog("the service is otherwise than assumed \\(error-names\\): .*")
class UnknownCodesTest {
    private static final TransactionId TRANSACTION = TransactionId.of("244303");
    private static final UploadRequest UPLOAD = UploadRequest.builder(CustomerId.of("1200000321"), TRANSACTION)
            .imeis(List.of("351800000000701"))
            .build();

    private final MockWebServer server = new MockWebServer();
    private final List<String> told = new ArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.kdpbridge.gen2client");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Gen2Client client;

    @BeforeEach
    void start() throws IOException {
        server.start();
        log.start();
        logger.addAppender(log);
        client = TestedClient.builder(ResellerId.of("4680000925"))
                .baseUrl(server.url("/kcs/v1/rp").toString())
                .resilience(Resilience.builder()
                        .attempts(2)
                        .firstPause(Duration.ofMillis(1))
                        .build())
                .tokens(context -> new Token(
                        "x-knox-apitoken", "t", Instant.now(), Instant.now().plusSeconds(1800)))
                .listener(new ClientListener() {
                    @Override
                    public void unknownCode(Call call, ServiceError error, long count) {
                        told.add(call + " | " + error + " | " + count);
                    }
                })
                .build();
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        client.close();
        server.close();
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private List<String> warnings() {
        return log.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains("the service sent code"))
                .toList();
    }

    @Test
    void refusalWithAnUnknownCode_isToldWithoutItsText() {
        answer(400, """
                {"code":40000077,"message":"QUOTA_EXCEEDED","data":"351800000000701 is over the quota"}""");

        assertThatThrownBy(() -> client.upload(UPLOAD)).isInstanceOf(RefusedException.class);

        assertThat(told).containsExactly("upload 244303 | QUOTA_EXCEEDED (code 40000077) | 1");
        assertThat(warnings())
                .containsExactly("upload 244303: the service sent code 40000077 QUOTA_EXCEEDED, which the error "
                        + "catalogue does not know; 1 in this answer");
    }

    @Test
    @ExpectedLog("the service is otherwise than assumed \\(failed-only\\): .*")
    void statusWithUnknownCodes_tellsOfEachOnceWithItsCount() {
        answer(200, """
                {"transactionId":"244303","state":"Complete","type":"Put","devices":[
                 {"imei":"351800000000701","code":40000077,"message":"QUOTA_EXCEEDED","data":"351800000000701"},
                 {"imei":"351800000000719"},
                 {"imei":"351800000000727","code":40000005,"message":"DEVICE_DUPLICATE"},
                 {"imei":"351800000000735","code":40000078,"message":"351800000000735"},
                 {"imei":"351800000000743","code":40000077,"message":"QUOTA_EXCEEDED","data":"351800000000743"}]}""");

        assertThat(client.status(StatusRequest.of(TRANSACTION)).devices()).hasSize(5);

        assertThat(told)
                .containsExactly(
                        "status 244303 | QUOTA_EXCEEDED (code 40000077) | 2",
                        "status 244303 | ***********0735 (code 40000078) | 1");
        assertThat(warnings())
                .containsExactly(
                        "status 244303: the service sent code 40000077 QUOTA_EXCEEDED, which the error "
                                + "catalogue does not know; 2 in this answer",
                        "status 244303: the service sent code 40000078 ***********0735, which the error "
                                + "catalogue does not know; 1 in this answer");
    }

    @Test
    @ExpectedLog(".*; once more in [0-9]+ ms")
    void everyAnswerCounts_alsoOneThatIsRepeated() {
        answer(500, "{\"code\":50000001,\"message\":\"ODD\"}");
        answer(500, "{\"code\":50000001,\"message\":\"ODD\"}");

        assertThatThrownBy(() -> client.status(StatusRequest.of(TRANSACTION))).isInstanceOf(RefusedException.class);

        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(told)
                .containsExactly("status 244303 | ODD (code 50000001) | 1", "status 244303 | ODD (code 50000001) | 1");
    }

    @Test
    void knownCode_isNotTold() {
        answer(404, "{\"code\":40400001,\"message\":\"RESELLER_NOT_FOUND\"}");

        assertThatThrownBy(() -> client.status(StatusRequest.of(TRANSACTION))).isInstanceOf(RefusedException.class);

        assertThat(told).isEmpty();
    }

    @Test
    void longCode_isCutInTheLog() {
        answer(400, "{\"code\":\"" + "9".repeat(1000) + "\"}");

        assertThatThrownBy(() -> client.status(StatusRequest.of(TRANSACTION))).isInstanceOf(RefusedException.class);

        assertThat(warnings())
                .containsExactly("status 244303: the service sent code " + "9".repeat(63) + "… , which the error "
                        + "catalogue does not know; 1 in this answer");
    }
}
