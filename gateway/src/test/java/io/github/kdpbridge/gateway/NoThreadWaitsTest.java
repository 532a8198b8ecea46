package io.github.kdpbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.Backlog;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.ForwardingLedger;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okio.ByteString;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A request under way is no thread: not for its caller, not for its ledger, and not for its turn at the service. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
@ExpectedLog("bodies over [0-9]+ bytes are refused, .*: the heap is too small for larger ones")
class NoThreadWaitsTest {
    private static final int CONNECTIONS = 80;
    private static final int STREAMS = 125;
    private static final int MANY = CONNECTIONS * STREAMS;
    private static final int AT_THE_SERVICE = 8;
    private static final Pattern ID = Pattern.compile("\"transactionId\":\"([^\"]+)\"");
    private static final String SERVICE = "service";
    /** A field of the head of an answer with 200 (RFC 7541, appendix A). */
    private static final byte OK = (byte) 0x88;

    private final CountDownLatch claimed = new CountDownLatch(MANY);
    private final CountDownLatch slow = new CountDownLatch(1);
    private Server service;
    private ServerConnector connector;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName(SERVICE);
        service = new Server(threads);
        connector = new ServerConnector(service, 1, 1);
        service.addConnector(connector);
        service.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                Matcher id = ID.matcher(Content.Source.asString(request));
                slow.await();
                response.write(
                        true,
                        BufferUtil.toBuffer("{\"transactionId\":\"" + (id.find() ? id.group(1) : "")
                                + "\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"}"),
                        callback);
                return true;
            }
        });
        service.start();
    }

    @AfterEach
    void stop() throws Exception {
        slow.countDown();
        service.stop();
    }

    private Gateway gateway(Ledger ledger) {
        Gen2Service slowService = new Gen2Service(
                "http://127.0.0.1:" + connector.getLocalPort(),
                context -> {
                    Instant now = context.clock().instant();
                    return new Token("Authorization", "Bearer made-up-token", now, now.plus(Duration.ofHours(1)));
                },
                Resilience.builder()
                        .requestsPerSecond(1_000_000)
                        .concurrentRequests(AT_THE_SERVICE)
                        .requestTimeout(Duration.ofMinutes(10))
                        .patience(Duration.ofMinutes(10))
                        .build(),
                Gen2Profile.standard());
        return Gateway.start(GatewayConfig.builder()
                .account(new Gen2Account(ResellerId.of("4680000925"), Set.of(Gen1Key.of(Calls.KEY)), slowService))
                .limits(Limits.standard().with(GatewaySettings.CONCURRENT_REQUESTS, MANY))
                .ledger(ledger)
                .build());
    }

    @Test
    void manyRequestsOverALedgerInAFile_holdFewThreads() throws Exception {
        try (SqlLedger ledger = SqlLedger.open(new LedgerStore.SqliteFile(folder.resolve("ledger.db")))) {
            assertFewThreads(new ForwardingLedger(ledger) {
                @Override
                public CompletionStage<Claim> claimAsync(Entry entry, Consumer<? super Claim> noted) {
                    return super.claimAsync(entry, noted).thenApply(claim -> {
                        claimed.countDown();
                        return claim;
                    });
                }
            });
        }
    }

    private void assertFewThreads(Ledger ledger) throws Exception {
        Set<Long> before = threads().stream().map(Thread::getId).collect(Collectors.toSet());
        List<RawHttp2> callers = new ArrayList<>();
        try (Gateway gateway = gateway(ledger)) {
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                RawHttp2 caller = RawHttp2.connect(gateway.url(), 65_535);
                callers.add(caller);
                for (int stream = 0; stream < STREAMS; stream++) {
                    upload(caller, 2 * stream + 1, "PO-" + connection + "-" + stream);
                }
            }
            claimed.await();

            assertThat(threads())
                    .filteredOn(thread -> !before.contains(thread.getId()))
                    .extracting(Thread::getName)
                    .filteredOn(name -> !name.startsWith(SERVICE))
                    .hasSizeLessThanOrEqualTo(50);

            slow.countDown();
            for (RawHttp2 caller : callers) {
                for (int stream = 0; stream < STREAMS; stream++) {
                    assertThat(firstField(caller.await(RawHttp2.HEADERS))).isEqualTo(OK);
                }
            }
            assertThat(ledger.backlog().map(Backlog::open)).contains(0L);
        } finally {
            for (RawHttp2 caller : callers) {
                caller.close();
            }
        }
    }

    /** The first head on a connection begins with the size of a table (RFC 7541, section 6.3). */
    private static byte firstField(RawHttp2.Frame head) {
        ByteString block = head.content();
        int at = 0;
        if ((block.getByte(0) & 0xe0) == 0x20) {
            do {
                at++;
            } while ((block.getByte(at) & 0x80) != 0 && block.getByte(at) != OK);
            at += block.getByte(at) == OK ? 0 : 1;
        }
        return block.getByte(at);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    private static void upload(RawHttp2 caller, int stream, String transaction) throws IOException {
        caller.head(stream, "PUT", Calls.UPLOAD, Calls.KEY, false);
        caller.data(stream, Calls.BODY.replace("244303", transaction), true);
    }
}
