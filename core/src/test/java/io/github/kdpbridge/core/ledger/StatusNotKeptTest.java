package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.async.Stages;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** To keep a status is a precaution. */
class StatusNotKeptTest {
    private static final UploadRequest UPLOAD = upload("7", 1, 3);

    private final AtomicBoolean lost = new AtomicBoolean();
    private final FakeService service = new FakeService(10);
    private final Ledger ledger = new ForwardingLedger(InMemoryLedger.create()) {
        @Override
        public <T> CompletionStage<T> ask(String operation, Supplier<T> question) {
            return lost.get()
                    ? Stages.failed(new LedgerException("the ledger cannot be reached", new IllegalStateException()))
                    : super.ask(operation, question);
        }
    };

    /** A service that the ledger does not outlive. */
    private DeploymentProgram last() {
        return Handlers.builder()
                .on(Operation.STATUS, request -> {
                    lost.set(true);
                    return service.send(request);
                })
                .otherwise(service)
                .build()
                .program(service.reseller());
    }

    @Test
    void ledgerThatIsLostOnceTheServiceHasSaidAll_leavesTheStatusAnswered() {
        LedgerProgram program = LedgerProgram.builder(last(), ledger)
                .clock(service.clock)
                .statusLag(Duration.ZERO)
                .build();
        program.upload(UPLOAD);

        TransactionStatus status = program.status(StatusRequest.of(UPLOAD));

        assertThat(status.complete()).isTrue();
        assertThat(status.devices()).hasSize(3).allMatch(DeviceOutcome::succeeded);
    }
}
