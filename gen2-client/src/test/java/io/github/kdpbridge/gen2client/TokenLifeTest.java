package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The life of a token against a service that verifies it for real and has a clock of its own. */
// The simulated time goes on while a token is asked for.
@ExpectedLog("this machine's clock differs from the service's by -?[0-9]{2} s; going by the service's")
class TokenLifeTest {
    private static final String TOKEN_PATH = "/ams/v1/users/accesstoken";
    private static final TransactionId TRANSACTION = TransactionId.of("244303");

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    private Gen2Client client() {
        return client("sim-client-identifier");
    }

    private Gen2Client client(String clientIdentifier) {
        return Gen2Client.builder(ResellerId.of("4680000925"))
                .baseUrl(knox.gen2BaseUrl().toString())
                .tokens(TokenSource.signedToken(clientIdentifier, Keys.SIGNING))
                .clock(knox.simulator().clock())
                .ticker(TestTicker.following(knox.simulator().clock()))
                .resilience(Resilience.builder()
                        .attempts(1)
                        .requestsPerSecond(100_000)
                        .concurrentRequests(1000)
                        .build())
                .build();
    }

    private static void upload(Gen2Client client) {
        client.upload(UploadRequest.builder(CustomerId.of("1200000321"), TRANSACTION)
                .imeis(List.of("351800000000701"))
                .build());
    }

    private List<RecordedRequest> requests(boolean tokenRequests) {
        return knox.simulator().requests().stream()
                .filter(request -> request.path().equals(TOKEN_PATH) == tokenRequests)
                .toList();
    }

    /** Whoever is told that a transaction is unknown was let in: the token is good, and its successor may come at once. */
    @Test
    void tokensThatAreRevokedInARow_areReplacedAlthoughEachAnswerWasARefusal() {
        try (Gen2Client client = client()) {
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(() -> client.status(StatusRequest.of(TRANSACTION)))
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                refusal -> assertThat(refusal.condition()).isEqualTo(Condition.TRANSACTION_NOT_FOUND));
                knox.simulator().reset();
            }
        }
    }

    @Test
    void thousandThreadsOnAColdClient_makeOneTokenRequest() throws Exception {
        int threads = 1000;
        CountDownLatch ready = new CountDownLatch(threads);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try (Gen2Client client = client()) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                TransactionId transaction = TransactionId.of("t" + i);
                answers.add(callers.submit(() -> {
                    ready.countDown();
                    go.await();
                    return client.upload(UploadRequest.builder(CustomerId.of("1200000321"), transaction)
                                    .imeis(List.of("351800000000701"))
                                    .build())
                            .state()
                            .equals(TransactionState.PROGRESS);
                }));
            }
            ready.await();
            go.countDown();
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(requests(true)).hasSize(1);
        assertThat(requests(false)).hasSize(threads).allMatch(request -> request.status() == 200);
    }

    /** Eight callers, a call each every 20 simulated seconds, for three simulated hours. */
    @Test
    void threeHours_makeNoCallWithAnExpiredTokenAndNoneThatFails() throws Exception {
        int callers = 8;
        Duration step = Duration.ofSeconds(20);
        long rounds = Duration.ofHours(3).dividedBy(step);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try (Gen2Client client = client()) {
            upload(client);
            for (long round = 0; round < rounds; round++) {
                List<Future<TransactionState>> answers = IntStream.range(0, callers)
                        .mapToObj(i -> threads.submit(() ->
                                client.status(StatusRequest.of(TRANSACTION)).state()))
                        .toList();
                for (Future<TransactionState> answer : answers) {
                    assertThat(answer.get()).isNotNull();
                }
                knox.simulator().advanceClock(step);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(requests(false))
                .hasSize(Math.toIntExact(rounds * callers) + 1)
                .allMatch(request -> request.status() == 200);
        // A token of 30 minutes is renewed after 21 to 25.5 of them.
        assertThat(requests(true)).hasSizeBetween(7, 9).allMatch(request -> request.status() == 200);
    }

    @Test
    void serviceThatForgetsTheToken_costsOneRenewalAndNoError() {
        try (Gen2Client client = client()) {
            upload(client);
            knox.simulator().reset();
            upload(client);
        }
        assertThat(requests(true)).hasSize(1);
        assertThat(requests(false)).extracting(RecordedRequest::status).containsExactly(401, 200);
    }

    @Test
    void unknownClientIdentifier_isRefusedByTheTokenService() {
        try (Gen2Client client = client("another-client-identifier")) {
            assertThatThrownBy(() -> upload(client))
                    .isInstanceOfSatisfying(
                            RefusedLocallyException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.CREDENTIALS))
                    .hasMessageStartingWith("upload 244303 was not sent: no token: token request was refused: ")
                    .hasMessageNotContaining("another-client-identifier");
        }
        assertThat(requests(false)).isEmpty();
    }

    @Test
    void closedClient_leavesNoThreadBehind() throws Exception {
        try (Gen2Client client = client()) {
            upload(client);
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("kdp-token")) {
                thread.join(Duration.ofSeconds(10).toMillis());
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }
}
