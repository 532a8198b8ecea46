package io.github.kdpbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request goes on where its caller's connection is, also after its ledger has written on a thread of its own. */
class SameThreadTest {
    private static final String CUSTOMERS = "/bulkenroll/v1/reseller/customers";

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final OkHttpClient http = Calls.client(Protocol.HTTP_1_1);
    private SqlLedger ledger;
    private Gateway gateway;

    @BeforeEach
    void start(@TempDir Path folder) {
        ledger = SqlLedger.open(new LedgerStore.SqliteFile(folder.resolve("ledger.db")));
        DeploymentProgram program = Handlers.builder()
                .on(
                        Operation.UPLOAD,
                        upload -> here(
                                new Receipt(upload.transaction(), TransactionState.PROGRESS, UnknownFields.none())))
                .on(Operation.CUSTOMERS, query -> here(new Page<>(List.of(), 0L, 0)))
                .build()
                .program(ResellerId.of("4680000925"));
        gateway = Gateway.start(
                GatewayConfig.builder().anyKey(program).ledger(ledger).build());
    }

    @AfterEach
    void stop() {
        gateway.close();
        ledger.close();
    }

    private <T> CompletionStage<T> here(T answer) {
        threads.add(Thread.currentThread());
        return CompletableFuture.completedFuture(answer);
    }

    private void call(Request request) throws IOException {
        try (Response response = http.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(200);
        }
    }

    private static Request upload(URI gateway, int number, int blanks) {
        return Calls.upload(gateway, Calls.BODY.replace("244303", "PO-" + number) + " ".repeat(blanks));
    }

    @Test
    void requestsOfAConnection_goOnOnItsLoop() throws Exception {
        for (int i = 0; i < 5; i++) {
            call(Calls.request(gateway.url(), CUSTOMERS)
                    .post(RequestBody.create("{\"resellerId\":\"4680000925\"}", Calls.JSON))
                    .build());
            call(upload(gateway.url(), i, 0));
        }

        assertThat(threads).hasSize(10);
        assertThat(threads.peek().getName()).startsWith("kdp-loop-");
        assertThat(threads).containsOnly(threads.peek());
    }

    /** What it goes on with takes long, and would keep the others of the loop waiting. */
    @Test
    void largeRequest_goesOnBesideTheLoops() throws Exception {
        call(upload(gateway.url(), 1, 10_000));

        assertThat(threads).extracting(Thread::getName).containsExactly("kdp-gateway-worker");
    }
}
