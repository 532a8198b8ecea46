package io.github.kdpbridge.serviceclient.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.Permit;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.serviceclient.event.Call;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class WaitThatCannotBeginTest {
    private static final Call UPLOAD = Call.of(UploadRequest.builder(CustomerId.of("2000000002"), TransactionId.of("7"))
            .imeis(List.of("350000000000006"))
            .build());

    private Supplier<CompletionStage<Boolean>> pause = CompletableFuture::new;
    private final ConcurrencyLimit limit =
            new ConcurrencyLimit(Resilience.builder().concurrentRequests(1).build(), new Scheduler() {
                @Override
                public long nanoTime() {
                    return 0;
                }

                @Override
                public CompletionStage<Boolean> pause(Duration time) {
                    return pause.get();
                }

                @Override
                public void execute(Runnable work) {
                    work.run();
                }
            });

    private CompletableFuture<Permit> enter() {
        return Stages.begin(() -> limit.enter(UPLOAD)).toCompletableFuture();
    }

    /** The place went to the request all the same, and the request passed it on to none. */
    @Test
    void placeOfARequestWhoseWaitCannotBegin_goesToTheNext() {
        CompletableFuture<Permit> first = enter();
        pause = () -> {
            throw new OutOfMemoryError("Java heap space");
        };
        CompletableFuture<Permit> second = enter();
        pause = CompletableFuture::new;
        CompletableFuture<Permit> third = enter();

        first.join().close();

        assertThat(second).isCompletedExceptionally();
        assertThat(third).isCompleted();
    }
}
