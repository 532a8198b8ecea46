package io.github.kdpbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
@ExpectedLog("reseller 468000092[56]: 1 writes are open from before: the service is asked what became of them")
class LedgerKeeperTest {
    private static final ResellerId SILENT = ResellerId.of("4680000925");
    private static final ResellerId ANSWERING = ResellerId.of("4680000926");

    private final InMemoryLedger ledger = InMemoryLedger.create();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);

    private DeploymentProgram service(ResellerId reseller) {
        return (DeploymentProgram) Proxy.newProxyInstance(
                DeploymentProgram.class.getClassLoader(),
                new Class<?>[] {DeploymentProgram.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "reseller" -> reseller;
                    case "status" -> status(reseller);
                    default -> throw new AssertionError(method);
                });
    }

    private TransactionStatus status(ResellerId reseller) throws InterruptedException {
        if (reseller.equals(SILENT)) {
            asked.countDown();
            end.await();
        }
        return new TransactionStatus(
                TransactionId.of("PO-7"), TransactionState.COMPLETE, TransactionType.UPLOAD, List.of());
    }

    private void leaveOpen(ResellerId reseller) {
        Entry entry = Entry.of(
                reseller,
                UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("PO-7"))
                        .imeis(List.of("351800000000701"))
                        .build(),
                null,
                Clock.systemUTC().instant());
        ledger.claim(entry);
        ledger.settle(entry.id(), Outcome.open());
    }

    @Test
    void serviceThatDoesNotAnswerForOneReseller_holdsUpNoOther() throws Exception {
        leaveOpen(SILENT);
        leaveOpen(ANSWERING);
        ContractWatch watch = new ContractWatch(new GatewayMeters(), Clock.systemUTC(), Ticker.systemTicker());
        try (LedgerKeeper keeper = new LedgerKeeper(ledger, ledger, watch)) {
            keeper.keep(service(SILENT), Gen2Profile.standard());
            keeper.keep(service(ANSWERING), Gen2Profile.standard());
            keeper.start();
            asked.await();

            while (!ledger.abandoned(ANSWERING).isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(keeper.trouble()).contains("asking the service for what was open");

            end.countDown();
            keeper.settled().toCompletableFuture().get();
            assertThat(keeper.trouble()).isEmpty();
        }
    }
}
