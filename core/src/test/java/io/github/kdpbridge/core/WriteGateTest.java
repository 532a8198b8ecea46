package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class WriteGateTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");
    private static final UploadRequest UPLOAD = UploadRequest.builder(
                    CustomerId.of("1200000321"), TransactionId.of("PO-7"))
            .imeis(List.of("350000000000014"))
            .build();
    private static final StatusRequest STATUS = StatusRequest.of(TransactionId.of("PO-7"));

    private final WriteGate gate = new WriteGate();
    private final Service service = new Service();
    private final DeploymentProgram program = gate.before(service);

    @Test
    void closing_waitsForTheWritesUnderWay() {
        CompletionStage<Receipt> first = program.send(UPLOAD);
        CompletionStage<Receipt> second = program.send(UPLOAD);
        CompletableFuture<Void> closed = gate.close().toCompletableFuture();

        service.under(0).complete(null);
        assertThat(closed).isNotDone();
        service.under(1).completeExceptionally(new IllegalStateException("lost"));

        assertThat(closed).isCompletedWithValue(null);
        assertThat(first.toCompletableFuture()).isCompletedWithValue(null);
        assertThat(second.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void closedGate_refusesWritesAsNotSent_andLetsReadsPass() {
        assertThat(gate.close().toCompletableFuture()).isCompletedWithValue(null);

        assertThatThrownBy(() -> program.upload(UPLOAD))
                .isInstanceOfSatisfying(RefusedLocallyException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.CANCELLED);
                    assertThat(refused.mayHaveTakenEffect()).isFalse();
                })
                .hasMessageContaining("upload PO-7")
                .hasMessageContaining("this program is stopping, and begins no new write");
        program.send(STATUS);
        assertThat(service.asked).containsExactly(STATUS);
    }

    @Test
    void writeThatFailsAtOnce_isNotUnderWay() {
        service.failure = new IllegalStateException("no thread");

        assertThat(program.send(UPLOAD).toCompletableFuture()).isCompletedExceptionally();
        assertThat(gate.close().toCompletableFuture()).isCompletedWithValue(null);
    }

    @Test
    void openedAgain_letsWritesPass_andEndsAWaitInVain() {
        program.send(UPLOAD);
        CompletableFuture<Void> closed = gate.close().toCompletableFuture();
        gate.open();

        program.send(UPLOAD);
        assertThat(closed).isCompletedExceptionally();
        assertThat(service.asked).hasSize(2);

        CompletableFuture<Void> again = gate.close().toCompletableFuture();
        service.under(0).complete(null);
        assertThat(again).isNotDone();
        service.under(1).complete(null);
        assertThat(again).isCompletedWithValue(null);
    }

    /** A caller that gives a write up must not decide when it has ended: it is still at the service. */
    @Test
    void writeThatItsCallerCancels_isUnderWayUntilTheServiceEndsIt() {
        program.send(UPLOAD).toCompletableFuture().cancel(true);
        CompletableFuture<Void> closed = gate.close().toCompletableFuture();

        assertThat(closed).isNotDone();
        service.under(0).complete(null);
        assertThat(closed).isCompletedWithValue(null);
    }

    /** A time limit of the caller ends its own stage with this failure, and nothing else. */
    @Test
    void writeBeyondTheTimeLimitOfItsCaller_isUnderWayUntilTheServiceEndsIt() {
        program.send(UPLOAD).toCompletableFuture().completeExceptionally(new TimeoutException());
        CompletableFuture<Void> closed = gate.close().toCompletableFuture();

        assertThat(closed).isNotDone();
        service.under(0).completeExceptionally(new IllegalStateException("lost"));
        assertThat(closed).isCompletedWithValue(null);
    }

    @Test
    void program_isThatOfTheAccount() {
        assertThat(program.reseller()).isEqualTo(RESELLER);
        assertThat(program.remembersWrites()).isTrue();
    }

    /** Answers when it is told to. */
    private static final class Service implements DeploymentProgram {
        private final List<Request<?>> asked = new ArrayList<>();
        private final List<CompletableFuture<?>> answers = new ArrayList<>();
        private RuntimeException failure;

        @Override
        public ResellerId reseller() {
            return RESELLER;
        }

        @Override
        public <A> CompletionStage<A> send(Request<A> request) {
            if (failure != null) {
                throw failure;
            }
            asked.add(request);
            CompletableFuture<A> answer = new CompletableFuture<>();
            answers.add(answer);
            return answer;
        }

        @Override
        public boolean remembersWrites() {
            return true;
        }

        CompletableFuture<?> under(int index) {
            return answers.get(index);
        }
    }
}
