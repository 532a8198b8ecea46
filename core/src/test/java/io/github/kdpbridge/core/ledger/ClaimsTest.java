package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.imeis;
import static io.github.kdpbridge.core.ledger.Samples.receipt;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Callers of one program that do the same write at the same time. */
class ClaimsTest {
    private static final UploadRequest UPLOAD = upload("7", 1, 3);

    private final Deque<CompletableFuture<Receipt>> atTheService = new ArrayDeque<>();
    private final InMemoryLedger memory = InMemoryLedger.create();
    private final Pauses pauses = new Pauses();
    private Runnable forgotten = () -> {};
    private final LedgerProgram program = LedgerProgram.builder(service(), new ForwardingLedger(memory) {
                @Override
                public CompletionStage<Boolean> forgetAsync(String id) {
                    return super.forgetAsync(id).thenApply(ours -> {
                        Runnable once = forgotten;
                        forgotten = () -> {};
                        once.run();
                        return ours;
                    });
                }
            })
            .scheduler(pauses)
            .build();

    private DeploymentProgram service() {
        return Handlers.builder()
                .on(Operation.UPLOAD, request -> {
                    CompletableFuture<Receipt> receipt = new CompletableFuture<>();
                    atTheService.add(receipt);
                    return receipt;
                })
                .build()
                .program(ResellerId.of("1000000001"));
    }

    /** Pauses that a test ends, or that last for ever. */
    private static final class Pauses implements Scheduler {
        private final List<CompletableFuture<Boolean>> begun = new ArrayList<>();
        private boolean full;

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public CompletionStage<Boolean> pause(Duration time) {
            CompletableFuture<Boolean> pause = new CompletableFuture<>();
            begun.add(pause);
            return pause;
        }

        @Override
        public void execute(Runnable work) {
            if (full) {
                throw new RejectedExecutionException("full");
            }
            work.run();
        }
    }

    /** The next claim took the place of the one that ended, so that whoever waited for that one slept through it all. */
    @Test
    void claimBetweenTheEndOfAnotherAndItsNotice_doesNotPutTheWaitingCallerToSleep() {
        CompletionStage<Receipt> first = program.send(UPLOAD);
        CompletionStage<Receipt> waits = program.send(UPLOAD);
        List<CompletionStage<Receipt>> next = new ArrayList<>();
        forgotten = () -> next.add(program.send(UPLOAD));

        atTheService
                .remove()
                .completeExceptionally(new RefusedLocallyException("upload 7", Reason.LIMIT, "full", null));
        assertThat(first).isCompletedExceptionally();
        atTheService.remove().complete(receipt("7", 1));
        assertThat(next.get(0)).isCompletedWithValue(receipt("7", 1));
        // It may have looked while the second one was at work, and then looks again after a pause.
        pauses.begun.stream().skip(1).forEach(pause -> pause.complete(true));

        assertThat(waits).isCompletedWithValue(receipt("7", 1));
    }

    /** Two gateways may find an id unknown at the same moment: the service decides between their writes. */
    @Test
    void twoContentsOfOneId_thatAreBothGrantedAsNew_areRegisteredOnce() {
        FakeService service = new FakeService(1000);
        LedgerProgram racing = LedgerProgram.builder(service, new ForwardingLedger(memory) {
                    @Override
                    public CompletionStage<Optional<Claim>> claimNewAsync(Entry entry, Consumer<? super Claim> noted) {
                        return super.claimAsync(entry, noted).thenApply(Optional::of);
                    }
                })
                .statusLag(Duration.ZERO)
                .clock(service.clock)
                .scheduler(pauses)
                .build();
        List<Receipt> others = new ArrayList<>();
        service.during("7", () -> others.add(racing.upload(upload("7", 4, 6))));

        assertThatThrownBy(() -> racing.upload(UPLOAD)).isInstanceOf(RefusedException.class);

        assertThat(others).containsExactly(receipt("7", 1));
        assertThat(service.registered()).isEqualTo(imeis(4, 6));
    }

    @Test
    void waitThatNoThreadGoesOnWith_isReportedAsAWriteThatAnotherWorksOn() {
        CompletionStage<Receipt> first = program.send(UPLOAD);
        CompletionStage<Receipt> waits = program.send(UPLOAD);

        pauses.begun.get(0).completeExceptionally(new RejectedExecutionException("full"));

        assertThat(waits.toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(UnreachableException.class)
                .withMessage("upload 7 got no answer: the same request is still being worked on");
        assertThat(first).isNotDone();
    }

    /** No thread can be started for example. It slept on for as long as its patience lasted. */
    @Test
    void endOfAClaimThatNoThreadGoesOnWith_reachesTheWaitingCallerAllTheSame() {
        CompletionStage<Receipt> first = program.send(UPLOAD);
        CompletionStage<Receipt> waits = program.send(UPLOAD);
        pauses.full = true;

        atTheService.remove().complete(receipt("7", 1));

        assertThat(first).isCompletedWithValue(receipt("7", 1));
        assertThat(waits).isCompletedWithValue(receipt("7", 1));
    }
}
