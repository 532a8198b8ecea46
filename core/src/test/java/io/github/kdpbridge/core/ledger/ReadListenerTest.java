package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ReadListener;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.FakeService.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a listener hears of the questions of a moving account, and what a caller gets while it listens. */
class ReadListenerTest {
    private final FakeService old = new FakeService(100);
    private final FakeService service = new FakeService(100);
    private final List<String> heard = new ArrayList<>();
    private final ReadListener log = new ReadListener() {
        @Override
        public <A> void answered(
                ReadRequest<A> question, Generation side, @Nullable A answer, @Nullable KdpException failure) {
            heard.add(question.label() + " of " + side + ": "
                    + (failure == null
                            ? "answered"
                            : failure instanceof RefusedException refused
                                    ? refused.condition()
                                    : failure.getClass().getSimpleName()));
        }
    };
    private Generation served = Generation.GEN1;
    private final LedgerProgram program = program(log);

    private LedgerProgram program(ReadListener listener) {
        return LedgerProgram.builder(service, InMemoryLedger.create())
                .oldService(old, request -> served)
                .listener(listener)
                .clock(old.clock)
                .statusLag(Duration.ZERO)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void eachList_isToldWithItsSide(Generation side) {
        served = side;

        program.devices(DeviceQuery.all(), PageRequest.first());
        program.transactions(TransactionsQuery.all(), PageRequest.first());
        program.customers(CustomerQuery.all(), PageRequest.first());
        program.resellers(PageRequest.first());

        assertThat(heard)
                .containsExactly(
                        "devices page 0 of " + side + ": answered",
                        "transactions page 0 of " + side + ": answered",
                        "customers page 0 of " + side + ": answered",
                        "resellers page 0 of " + side + ": answered");
    }

    @Test
    void statusOfARecordedWrite_isToldWithTheSideOfTheWrite() {
        program.upload(upload("7", 1, 3));
        served = Generation.GEN1;

        program.status(StatusRequest.of(TransactionId.of("7")));

        assertThat(heard).containsExactly("status 7 of GEN2: answered");
    }

    @Test
    void statusThatTheSecondSideKnows_isToldOnce_withThatSide() {
        service.upload(upload("7", 1, 3));

        program.status(StatusRequest.of(TransactionId.of("7")));

        assertThat(heard).containsExactly("status 7 of GEN2: answered");
    }

    @Test
    void statusThatNoSideKnows_isToldOnce_withTheSideThatServes() {
        assertThatThrownBy(() -> program.status(StatusRequest.of(TransactionId.of("7"))))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_NOT_FOUND));

        assertThat(heard).containsExactly("status 7 of GEN1: TRANSACTION_NOT_FOUND");
    }

    @Test
    void failure_isTold() {
        old.next(Fault.NOT_SENT);

        assertThatThrownBy(() -> program.devices(DeviceQuery.all(), PageRequest.first()))
                .isInstanceOf(UnreachableException.class);

        assertThat(heard).containsExactly("devices page 0 of GEN1: UnreachableException");
    }

    @Test
    void writesAndWhatTheyAskFor_areNotTold() {
        program.upload(upload("7", 1, 3));

        assertThat(heard).isEmpty();
    }

    /** I13: whatever the comparison throws, an Error too. */
    @Test
    void listenerThatThrows_isNeverTheCallers() {
        List<Throwable> thrown = List.of(new IllegalStateException("listener"), new StackOverflowError());
        for (Throwable each : thrown) {
            LedgerProgram listened = program(new ReadListener() {
                @Override
                public <A> void answered(
                        ReadRequest<A> question, Generation side, @Nullable A answer, @Nullable KdpException failure) {
                    if (each instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) each;
                }
            });

            assertThat(listened.devices(DeviceQuery.all(), PageRequest.first()).items())
                    .isEmpty();
        }
    }

    /** Its turn comes after those who wait for the answer. */
    @Test
    void caller_hasItsAnswerBeforeTheListener() {
        List<String> order = new ArrayList<>();
        CompletableFuture<Page<io.github.kdpbridge.core.ListedDevice>> late = new CompletableFuture<>();
        LedgerProgram listened = LedgerProgram.builder(service, InMemoryLedger.create())
                .oldService(
                        Handlers.builder()
                                .on(Operation.DEVICES, query -> late)
                                .build()
                                .program(FakeService.RESELLER),
                        request -> Generation.GEN1)
                .listener(new ReadListener() {
                    @Override
                    public <A> void answered(
                            ReadRequest<A> question,
                            Generation side,
                            @Nullable A answer,
                            @Nullable KdpException failure) {
                        order.add("listener");
                    }
                })
                .build();
        var unused = listened.send(DeviceQuery.all()).thenAccept(page -> order.add("caller"));

        late.complete(new Page<>(List.of(), 0L, 0));

        assertThat(order).containsExactly("caller", "listener");
    }
}
