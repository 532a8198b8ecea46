package io.github.kdpbridge.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@ExpectedLog("reseller .*: there is no access token, so its callers get 503: .*")
class TokenWatchTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");

    private static final Object BEFORE = new Object();
    private static final Object NEXT = new Object();

    private final GatewayMeters meters = new GatewayMeters();
    private final TokenWatch tokens = new TokenWatch(meters);

    /** It goes on for a while after a reload, with credentials that may be void. */
    @Test
    void clientThatWasReplaced_saysNothingOfItsSuccessor() {
        ClientListener old = tokens.listener(RESELLER, BEFORE);
        tokens.follow(BEFORE, List.of(RESELLER));
        ClientListener successor = tokens.listener(RESELLER, NEXT);
        tokens.follow(NEXT, List.of(RESELLER));
        successor.token(true);
        old.token(false);

        assertThat(tokens.state()).isEqualTo("ready");
        assertThat(meters.scrape()).contains("kdp_gateway_token_missing{reseller=\"4680000925\"} 0.0");

        successor.token(false);
        assertThat(tokens.state()).isEqualTo("missing for 4680000925");
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("kdp-gateway-token"))
                .collect(Collectors.toSet());
    }

    /** A thread for each of ten thousand resellers would be more than a machine has. */
    @Test
    void firstTokensOfManyResellers_areAskedForByAFewThreads() throws Exception {
        int resellers = 60;
        CountDownLatch silence = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(resellers);
        List<Gen2Client> clients = IntStream.range(0, resellers)
                .mapToObj(i -> Gen2Client.builder(ResellerId.of("468000" + i))
                        .baseUrl("http://127.0.0.1:1/")
                        .tokens(context -> {
                            Uninterruptibles.awaitUninterruptibly(silence);
                            asked.countDown();
                            throw new IllegalStateException("the service gives none");
                        })
                        .build())
                .toList();
        Set<Thread> before = threads();
        try {
            tokens.ask(clients);

            Set<Thread> asking = threads();
            asking.removeAll(before);
            assertThat(asking).hasSizeBetween(1, 16);
            silence.countDown();
            assertThat(asked.await(20, TimeUnit.SECONDS))
                    .as("all are asked for")
                    .isTrue();
        } finally {
            silence.countDown();
            tokens.close();
            clients.forEach(Gen2Client::close);
        }
    }

    @Test
    void clientOfAResellerThatIsNotServedAnyMore_isNotHeard() {
        ClientListener old = tokens.listener(RESELLER, BEFORE);
        tokens.follow(NEXT, List.of());
        old.token(false);

        assertThat(tokens.state()).isEqualTo("ready");
    }

    /** Its configuration could not be used, so that the clients of before go on. */
    @Test
    void clientsOfAReloadThatFailed_doNotSilenceThoseOfBefore() {
        ClientListener serving = tokens.listener(RESELLER, BEFORE);
        tokens.follow(BEFORE, List.of(RESELLER));
        ClientListener never = tokens.listener(RESELLER, NEXT);

        serving.token(false);
        assertThat(tokens.state()).isEqualTo("missing for 4680000925");

        never.token(true);
        assertThat(tokens.state()).isEqualTo("missing for 4680000925");
    }
}
