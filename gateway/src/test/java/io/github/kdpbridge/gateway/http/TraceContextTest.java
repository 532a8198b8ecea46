package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.RecordedHeaders;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.migration.Migrating;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives at the service of a caller's trace. */
class TraceContextTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final String UPLOAD = "/kcs/v1/rp/devices/upload";
    private static final OkHttpClient HTTP = Calls.client(Protocol.HTTP_1_1);

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path folder;

    private RecordedHeaders service;

    @BeforeEach
    void start() throws Exception {
        service = new RecordedHeaders(knox.url());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Gateway gateway() {
        return Gateway.start(GatewayConfig.builder()
                .account(new Gen2Account(
                        ResellerId.of("4680000925"),
                        Set.of(Gen1Key.of(Calls.KEY)),
                        new Gen2Service(
                                service.url() + knox.gen2BaseUrl().getPath(),
                                OAuthTokenSource.of("sim-client", "sim-secret"),
                                Resilience.standard(),
                                Gen2Profile.standard())))
                .build());
    }

    private static Request.Builder upload(Gateway gateway, String transaction) {
        return Calls.upload(gateway.url(), Calls.BODY.replace("244303", transaction))
                .newBuilder();
    }

    private static void send(Request.Builder request) {
        try (Response response = HTTP.newCall(request.build()).execute()) {
            assertThat(response.code()).isEqualTo(200);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void callersTrace_arrivesWithItsRequest_andNotWithTheSharedToken() {
        try (Gateway gateway = gateway()) {
            send(upload(gateway, "PO-1").header("traceparent", PARENT).header("tracestate", "a=1,b=2"));
        }

        assertThat(service.of(UPLOAD)).containsExactly(PARENT + " a=1,b=2");
        assertThat(service.of("/ams/v1/oauth2/token")).isNotEmpty().containsOnly("null null");
    }

    @Test
    void requestWithoutATrace_getsNone_alsoAfterOneThatHasOne() {
        try (Gateway gateway = gateway()) {
            send(upload(gateway, "PO-1").header("traceparent", PARENT));
            send(upload(gateway, "PO-2"));
            send(upload(gateway, "PO-3").header("tracestate", "a=1"));
        }

        assertThat(service.of(UPLOAD)).containsExactly(PARENT + " null", "null null", "null null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-" + TRACE + "-b7ad6b7169203331",
                "00-" + TRACE + "-b7ad6b7169203331-01-more",
                "ff-" + TRACE + "-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "01-" + TRACE + "-b7ad6b7169203331-01more"
            })
    void invalidTrace_isNotPassedOn(String parent) {
        try (Gateway gateway = gateway()) {
            send(upload(gateway, "PO-1").header("traceparent", parent).header("tracestate", "a=1"));
        }

        assertThat(service.of(UPLOAD)).containsExactly("null null");
    }

    @Test
    void twoTraces_areNone() {
        try (Gateway gateway = gateway()) {
            send(upload(gateway, "PO-1").header("traceparent", PARENT).addHeader("traceparent", PARENT));
        }

        assertThat(service.of(UPLOAD)).containsExactly("null null");
    }

    @Test
    void traceOfALaterVersion_isPassedOn() {
        String later = "cc-" + TRACE + "-b7ad6b7169203331-01-what-the-future-brings";
        try (Gateway gateway = gateway()) {
            send(upload(gateway, "PO-1").header("traceparent", later));
        }

        assertThat(service.of(UPLOAD)).containsExactly(later + " null");
    }

    @Test
    void stateInSeveralHeaders_isPassedOnInOne_andOneThatIsTooLongIsNot() {
        try (Gateway gateway = gateway()) {
            send(upload(gateway, "PO-1")
                    .header("traceparent", PARENT)
                    .header("tracestate", "a=1")
                    .addHeader("tracestate", "b=2"));
            send(upload(gateway, "PO-2").header("traceparent", PARENT).header("tracestate", "a=" + "1".repeat(511)));
        }

        assertThat(service.of(UPLOAD)).containsExactly(PARENT + " a=1,b=2", PARENT + " null");
    }

    /** The service is asked for the transaction, and gets the upload again. */
    @Test
    @ExpectedLog("upload PO-1: the answer was lost; .*")
    void questionsAndRepeatsOfARequest_belongToItsTrace() {
        knox.simulator().fault(Fault.dropBefore(UPLOAD));
        try (Gateway gateway = gateway()) {
            send(upload(gateway, "PO-1").header("traceparent", PARENT));
        }

        assertThat(service.of(UPLOAD)).containsExactly(PARENT + " null", PARENT + " null");
        assertThat(service.of("/kcs/v1/rp/devices/status")).isNotEmpty().containsOnly(PARENT + " null");
    }

    @Test
    void tracesOfManyCallersAtOnce_stayApart() {
        List<String> parents = IntStream.range(0, 40)
                .mapToObj(i -> "00-%032x-%016x-01".formatted(i + 1, i + 1))
                .toList();
        try (Gateway gateway = gateway()) {
            CompletableFuture.allOf(IntStream.range(0, parents.size())
                            .mapToObj(i -> CompletableFuture.runAsync(
                                    () -> send(upload(gateway, "PO-" + i).header("traceparent", parents.get(i)))))
                            .toArray(CompletableFuture[]::new))
                    .join();
            send(upload(gateway, "PO-none"));
        }

        assertThat(service.bodiesOf(UPLOAD)).hasSize(parents.size() + 1).allSatisfy((body, headers) -> {
            String transaction = body.replaceAll("(?s).*\"PO-([0-9a-z]+)\".*", "$1");
            String expected = transaction.equals("none") ? "null" : parents.get(Integer.parseInt(transaction));
            assertThat(headers).isEqualTo(expected + " null");
        });
    }

    @Test
    void relayedRequest_keepsItsHeaders() {
        try (Gateway gateway = Gateway.start(GatewayConfig.builder()
                .account(Migrating.account(knox, service.url(), Phase.GEN1))
                .ledger(new LedgerStore.SqliteFile(folder.resolve("ledger.db")))
                .build())) {
            send(upload(gateway, "PO-1").header("traceparent", PARENT).header("tracestate", "a=1"));
            send(upload(gateway, "PO-2"));
        }

        assertThat(service.of(Calls.UPLOAD)).containsExactly(PARENT + " a=1", "null null");
    }
}
