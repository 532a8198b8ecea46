package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More callers than generation 2 can serve: some wait, the others are sent away, and nobody is lost. */
@ExpectedLog("upload .* was not sent: no turn within .*")
class OverloadTest {
    private static final String UPLOADS = "/kcs/v1/rp/devices/upload";
    private static final int CALLERS = 100;
    /** So many answer for one reseller at once; each of them waits for up to half a second. */
    private static final int AT_ONCE = 16;

    /** More than all callers' attempts. */
    private static final int ALWAYS = 100 * CALLERS;

    private record Answer(int status, String retryAfter) {}

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    private final OkHttpClient http = Calls.client(Protocol.HTTP_1_1);
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    private Gateway start() {
        return Gateway.start(GatewayConfig.builder()
                .account(new Gen2Account(
                        ResellerId.of("4680000925"),
                        Set.of(Gen1Key.of(Calls.KEY)),
                        new Gen2Service(
                                knox.gen2BaseUrl().toString(),
                                OAuthTokenSource.of("sim-client", "sim-secret"),
                                Resilience.builder()
                                        .concurrentRequests(2)
                                        .patience(Duration.ofMillis(500))
                                        .firstPause(Duration.ofMillis(10))
                                        .breakerPause(Duration.ofMillis(200))
                                        .build(),
                                Gen2Profile.standard())))
                .limits(Limits.standard().with(GatewaySettings.CONCURRENT_REQUESTS, AT_ONCE))
                .ledger(InMemoryLedger.create())
                .build());
    }

    private static String body(int order) {
        return Calls.BODY
                .replace("244303", "PO-" + order)
                .replace("351800000000701", "R58M%07d".formatted(order))
                .replace("\"IMEI\"", "\"SN\"");
    }

    private Answer upload(URI url, int order) throws Exception {
        try (Response response = http.newCall(Calls.upload(url, body(order))).execute()) {
            return new Answer(response.code(), response.header("Retry-After", ""));
        }
    }

    /** All at once; the answer to each order stands at its place. */
    private List<Answer> upload(URI url, List<Integer> orders) throws Exception {
        List<Future<Answer>> running = new ArrayList<>();
        for (int order : orders) {
            running.add(callers.submit(() -> upload(url, order)));
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> answer : running) {
            answers.add(answer.get());
        }
        return answers;
    }

    private void assertServedInTheEnd(Gateway gateway, List<Answer> answers) throws Exception {
        assertThat(answers).contains(new Answer(200, ""));
        assertThat(answers).extracting(Answer::status).containsOnly(200, 503);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 503)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.retryAfter()).matches("[1-9][0-9]*"));
        assertThat(knox.simulator().devices())
                .as("who was sent away was not served")
                .hasSize((int) answers.stream()
                        .filter(answer -> answer.status() == 200)
                        .count());

        knox.simulator().clearFaults();
        for (int order = 0; order < CALLERS; order++) {
            Answer answer = upload(gateway.url(), order);
            while (answer.status() == 503) { // it recovers by itself, as callers of generation 1 expect
                answer = upload(gateway.url(), order);
            }
            assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(knox.simulator().devices())
                .extracting(RegisteredDevice::transactionId)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, CALLERS)
                        .mapToObj(order -> "PO-" + order)
                        .toList());
    }

    @Test
    void slowService_hasItsCallersWaitOrComeBack() throws Exception {
        knox.simulator().fault(Fault.delay(UPLOADS, Duration.ofMillis(200)).times(CALLERS));
        try (Gateway gateway = start()) {
            assertServedInTheEnd(
                    gateway,
                    upload(gateway.url(), IntStream.range(0, CALLERS).boxed().toList()));
        }
    }

    @Test
    @ExpectedLog(".*; once more in [0-9]+ ms")
    @ExpectedLog("upload .* got an answer that cannot be understood: .* \\[HTTP 429\\]")
    @ExpectedLog("the service is otherwise than assumed \\(rate\\): .*")
    void serviceThatLimits_hasItsCallersWaitOrComeBack() throws Exception {
        try (Gateway gateway = start()) {
            List<Integer> served = IntStream.range(0, 2).boxed().toList();
            List<Answer> answers = new ArrayList<>(upload(gateway.url(), served));
            knox.simulator()
                    .fault(Fault.status(UPLOADS, 429).header("Retry-After", "1").times(ALWAYS));

            answers.addAll(
                    upload(gateway.url(), IntStream.range(2, CALLERS).boxed().toList()));

            assertServedInTheEnd(gateway, answers);
        }
    }
}
