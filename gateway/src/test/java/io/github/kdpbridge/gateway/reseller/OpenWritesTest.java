package io.github.kdpbridge.gateway.reseller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@ExpectedLog(
        "reseller 4680000925: (1 write is|2 writes are) open from before: the service is asked for (its outcome|their outcomes)")
@ExpectedLog("reseller 4680000925: the outcome of a write is not known yet: .*")
@ExpectedLog("reseller 4680000925: its open writes are settled later: java.lang.OutOfMemoryError: .*")
class OpenWritesTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");

    private final InMemoryLedger ledger = InMemoryLedger.create();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicReference<Throwable> trouble = new AtomicReference<>();
    private final AtomicInteger settled = new AtomicInteger();
    private final OpenWrites open =
            new OpenWrites(LedgerProgram.of(service(), ledger), settled::incrementAndGet, new Ticker() {
                @Override
                public long read() {
                    return nanos.get();
                }
            });

    /** A service that is asked for states only. */
    private DeploymentProgram service() {
        return Handlers.builder()
                .on(Operation.STATUS, request -> status())
                .build()
                .program(RESELLER);
    }

    private CompletionStage<TransactionStatus> status() {
        questions.incrementAndGet();
        if (trouble.get() != null) {
            return Stages.failed(trouble.get());
        }
        return CompletableFuture.completedFuture(new TransactionStatus(
                TransactionId.of("PO-7"), TransactionState.COMPLETE, TransactionType.UPLOAD, List.of()));
    }

    private void leaveOpen(String transaction) {
        Entry entry = Entry.of(
                RESELLER,
                UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of(transaction))
                        .imeis(List.of("351800000000701"))
                        .build(),
                null,
                Clock.systemUTC().instant());
        ledger.claim(entry);
        ledger.settle(entry.id(), Outcome.open());
    }

    /** Looks as often as the keeper does, for a while. */
    private int questionsIn(Duration time) {
        int before = questions.get();
        for (long passed = 0; passed < time.toMillis(); passed += 500) {
            open.settleIfDue(Runnable::run);
            nanos.addAndGet(Duration.ofMillis(500).toNanos());
        }
        return questions.get() - before;
    }

    @Test
    void serviceThatIsAway_isAskedMoreAndMoreRarelyForOneWrite() {
        leaveOpen("PO-7");
        leaveOpen("PO-8");
        trouble.set(new UnreachableException("status PO-7", "the connection is gone", null, false));

        assertThat(questionsIn(Duration.ofSeconds(4))).isEqualTo(4); // at 0, 0.5, 1.5 and 3.5 s
        assertThat(questionsIn(Duration.ofMinutes(1))).isEqualTo(12);
        assertThat(open.areSettledOnce()).isFalse();

        trouble.set(null);
        assertThat(questionsIn(Duration.ofSeconds(6))).isEqualTo(2);
        assertThat(open.areSettledOnce()).isTrue();
        assertThat(questionsIn(Duration.ofMinutes(1))).isZero();
    }

    /** A gateway that waited for the next look was ready half a second later than it could be. */
    @Test
    void endOfSettling_isToldAtOnce_andNotBefore() {
        leaveOpen("PO-7");
        trouble.set(new UnreachableException("status PO-7", "the connection is gone", null, false));
        open.settleIfDue(Runnable::run);
        assertThat(settled).hasValue(0);

        trouble.set(null);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        open.settleIfDue(Runnable::run);

        assertThat(settled).hasValue(1);
        assertThat(open.areSettledOnce()).isTrue();
    }

    @Test
    void threadThatCannotBeStarted_isAskedForAgain() {
        leaveOpen("PO-7");
        Executor none = task -> {
            throw new OutOfMemoryError("unable to create native thread: made up");
        };

        open.settleIfDue(none);
        open.settleIfDue(none);
        open.settleIfDue(Runnable::run);

        assertThat(questions).hasValue(1);
        assertThat(open.areSettledOnce()).isTrue();
    }

    @Test
    void errorWhileItIsSettled_endsNothing() {
        leaveOpen("PO-7");
        trouble.set(new StackOverflowError("made up"));
        Executor threads = task -> {
            try {
                task.run();
            } catch (StackOverflowError e) {
                // the thread ends
            }
        };
        open.settleIfDue(threads);
        trouble.set(null);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        open.settleIfDue(threads);

        assertThat(open.areSettledOnce()).isTrue();
    }

    @Test
    void settlingThatTakesLong_isNotBegunTwice() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        open.settleIfDue(waiting::add);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        open.settleIfDue(waiting::add);
        assertThat(waiting).hasSize(1);

        waiting.remove().run();
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        open.settleIfDue(waiting::add);
        assertThat(waiting).hasSize(1);
    }

    /** It is no want of threads, and is not to be taken for one. */
    @Test
    void wantOfMemory_isThrown_andTheWritesAreAskedForAgain() {
        leaveOpen("PO-7");

        assertThatThrownBy(() -> open.settleIfDue(task -> {
                    throw new OutOfMemoryError("Java heap space");
                }))
                .isExactlyInstanceOf(OutOfMemoryError.class)
                .hasMessage("Java heap space");
        open.settleIfDue(Runnable::run);

        assertThat(open.areSettledOnce()).isTrue();
    }
}
