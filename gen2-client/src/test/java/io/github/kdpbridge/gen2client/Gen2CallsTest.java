package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Options for single calls. A server without a scripted answer lets a request wait for one, until the client is closed: then
 * what went on behind its time limit ends.
 */
@ExpectedLog("status PO-7 got no answer: .*; once more in [0-9]+ ms")
@ExpectedLog("upload PO-7: the answer was lost; .*")
class Gen2CallsTest {
    private static final UploadRequest UPLOAD = UploadRequest.builder(
                    CustomerId.of("1200000321"), TransactionId.of("PO-7"))
            .imeis(List.of("350000000000014"))
            .build();
    private static final String RECEIPT =
            "{\"transactionId\":\"PO-7\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\",\"operationType\":\"UPLOAD\"}";

    private final MockWebServer server = new MockWebServer();
    private final Noting ofTheClient = new Noting();
    private Gen2Client client;

    @BeforeEach
    void start() throws IOException {
        server.start();
        client = TestedClient.builder(ResellerId.of("4680000925"))
                .baseUrl(server.url("/kcs/v1/rp").toString())
                .resilience(Resilience.builder()
                        .attempts(2)
                        .firstPause(Duration.ofMillis(1))
                        .build())
                .listener(ofTheClient)
                .tokens(context -> new Token(
                        "x-knox-apitoken", "token", Instant.now(), Instant.now().plusSeconds(1800)))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    /** Notes the calls that it hears of: each when it ends, and before each of its repeats. */
    private static final class Noting implements ClientListener {
        private final List<Call> ended = Collections.synchronizedList(new ArrayList<>());
        private final List<Call> repeated = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void call(Call call, KdpException failure, Duration took) {
            ended.add(call);
        }

        @Override
        public void retry(Call call, KdpException failure, Duration pause) {
            repeated.add(call);
        }
    }

    @Test
    void answer_hasTheIdThatTheEventsHave() {
        answer(200, RECEIPT);
        answer(200, RECEIPT);
        Gen2Calls calls = client.with(CallOptions.builder().build());

        Answer<Receipt> first = calls.answer(UPLOAD);
        Answer<Receipt> second = calls.answerAsync(UPLOAD).join();

        assertThat(first.value()).isEqualTo(new Receipt(UPLOAD.transaction(), TransactionState.PROGRESS));
        assertThat(first.requestId()).matches("[0-9a-f]{16}").isNotEqualTo(second.requestId());
        assertThat(ofTheClient.ended).extracting(Call::id).containsExactly(first.requestId(), second.requestId());
    }

    /** Nothing of it is sent: no id of requests is documented. */
    @Test
    void chosenId_isInEventsAndExceptionsAndNotSent() throws Exception {
        answer(404, "{\"code\":40400002,\"message\":\"CUSTOMER_NOT_FOUND\"}");
        DeploymentProgram calls =
                client.with(CallOptions.builder().requestId("web-4711").build());

        assertThatThrownBy(() -> calls.upload(UPLOAD))
                .isInstanceOfSatisfying(
                        KdpException.class, e -> assertThat(e.requestId()).contains("web-4711"));

        assertThat(ofTheClient.ended).extracting(Call::id).containsExactly("web-4711");
        assertThat(server.takeRequest().getHeaders().toString()).doesNotContain("web-4711");
    }

    @Test
    void failureBeforeAnythingIsSent_hasAnId() {
        UploadRequest malformed = UploadRequest.builder(UPLOAD.customer(), UPLOAD.transaction())
                .imeis(List.of("350000000000015"))
                .build();

        assertThatThrownBy(() -> client.upload(malformed))
                .isInstanceOfSatisfying(
                        RefusedLocallyException.class,
                        e -> assertThat(e.requestId())
                                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f]{16}")));
    }

    @Test
    @ExpectedLog("status PO-7 .*; once more in [0-9]+ ms")
    void listenerOfACall_hearsOfThatCallAlone() {
        answer(503, "{}");
        answer(200, "{}");
        answer(200, RECEIPT);
        Noting ofACall = new Noting();

        assertThatThrownBy(() -> client.with(
                                CallOptions.builder().listener(ofACall).build())
                        .status(StatusRequest.of(UPLOAD.transaction())))
                .isInstanceOf(KdpException.class);
        client.upload(UPLOAD);

        assertThat(ofACall.ended).hasSize(1).isEqualTo(ofACall.repeated);
        assertThat(ofTheClient.ended).hasSize(2).startsWith(ofACall.ended.get(0));
    }

    @Test
    void callBeyondItsTimeLimit_endsAndSaysWhetherItMayHaveTakenEffect() {
        Gen2Calls calls = client.with(CallOptions.timeLimit(Duration.ofMillis(20)));

        assertThatThrownBy(() -> calls.status(StatusRequest.of(UPLOAD.transaction())))
                .isInstanceOf(UnreachableException.class)
                .hasMessage("status PO-7 got no answer: its time limit of PT0.02S is over")
                .satisfies(
                        e -> assertThat(((KdpException) e).mayHaveTakenEffect()).isFalse());
        assertThatThrownBy(() -> calls.upload(UPLOAD))
                .isInstanceOf(UnreachableException.class)
                .satisfies(
                        e -> assertThat(((KdpException) e).mayHaveTakenEffect()).isTrue())
                .satisfies(e -> assertThat(((KdpException) e).requestId()).isPresent());
        CompletableFuture<Answer<Receipt>> future = calls.answerAsync(UPLOAD);
        assertThat(future).failsWithin(1, TimeUnit.MINUTES);
    }

    @Test
    void callWithinItsTimeLimit_isAnswered() {
        answer(200, RECEIPT);

        Receipt receipt =
                client.with(CallOptions.timeLimit(Duration.ofMinutes(10))).upload(UPLOAD);

        assertThat(receipt.transaction()).isEqualTo(UPLOAD.transaction());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "ä", "12345678901234567890123456789012345678901234567890123456789012345"})
    void idThatCouldConfuseALog_isRefused(String id) {
        assertThatThrownBy(() -> CallOptions.builder().requestId(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a request id has 1 to 64 letters, digits, dots, dashes and underscores: '" + id + "'");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void timeLimitThatIsNone_isRefused(long millis) {
        assertThatThrownBy(() -> CallOptions.timeLimit(Duration.ofMillis(millis)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the time limit of a call must be positive: ");
    }
}
