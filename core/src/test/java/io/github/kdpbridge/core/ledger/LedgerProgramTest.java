package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.CUSTOMER;
import static io.github.kdpbridge.core.ledger.Samples.delete;
import static io.github.kdpbridge.core.ledger.Samples.imeis;
import static io.github.kdpbridge.core.ledger.Samples.receipt;
import static io.github.kdpbridge.core.ledger.Samples.transactions;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.FakeService.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerProgramTest {
    private static final UploadRequest UPLOAD = upload("7", 1, 3);

    private final FakeService service = new FakeService(10);
    private final InMemoryLedger ledger = InMemoryLedger.create();
    private final Gateway gateway = new Gateway(service, ledger, 10);
    private final LedgerProgram program = gateway.program();

    static Stream<WriteRequest> writes() {
        return Stream.of(UPLOAD, delete("7", 1, 3), upload("7", 1, 25), delete("7", 1, 25));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void repeat_getsTheFirstReceiptFromAnyGatewayOfTheLedger(WriteRequest write) {
        Receipt first = program.write(write);
        service.forgetCalls();

        assertThat(first).isEqualTo(receipt("7", 1));
        assertThat(program.write(write)).isEqualTo(first);
        assertThat(new Gateway(service, ledger, 10).program().write(write)).isEqualTo(first);
        assertThat(service.calls).isEmpty();
    }

    /** CONTRACT 8.1, rule 5: the devices are told to be there already, and the ledger says beside it what has them. */
    @Test
    void sameUploadUnderAnotherId_isToldOfOnceWithTheTransactionThatHasTheDevices() {
        program.upload(upload("6", 1, 3));
        program.upload(UPLOAD);

        assertThat(program.status(StatusRequest.of(UPLOAD)).devices())
                .allMatch(device -> device.error() != null && device.error().condition() == Condition.DEVICE_DUPLICATE);
        program.status(StatusRequest.of(UPLOAD));

        assertThat(gateway.repeats).containsExactly("7 after 6");
    }

    @Test
    void sameUploadWhoseDevicesAnotherOneHolds_isNotToldToBeARepeatOfTheEmptyOne() {
        program.upload(upload("6", 1, 3));
        program.delete(delete("9", 1, 3));
        program.upload(upload("5", 1, 4));
        program.upload(UPLOAD);

        assertThat(program.status(StatusRequest.of(UPLOAD)).failed()).hasSize(3);

        assertThat(gateway.repeats).isEmpty();
    }

    @Test
    void uploadOfOtherContentOrWithoutDuplicates_isNoRepeat() {
        program.upload(upload("5", 1, 2));
        program.upload(UPLOAD);
        program.upload(upload("8", 4, 6));
        program.delete(delete("9", 4, 6));
        program.upload(upload("10", 4, 6));

        for (String transaction : List.of("5", "7", "8", "9", "10")) {
            program.status(new StatusRequest(TransactionId.of(transaction), null));
        }

        assertThat(gateway.repeats).isEmpty();
    }

    static Stream<WriteRequest> otherContents() {
        return Stream.of(
                upload("7", 1, 2),
                upload("7", 1, 10),
                upload("7", 1, 11),
                upload("7", 1, 30),
                upload("7", 4, 6),
                delete("7", 1, 3),
                new UploadRequest(
                        UPLOAD.transaction(), CUSTOMER, null, UPLOAD.devices(), "PO-7", null, null, List.of()),
                UploadRequest.builder(CustomerId.of("1200000399"), UPLOAD.transaction())
                        .imeis(imeis(1, 3))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("otherContents")
    void sameTransactionWithOtherContent_isRefusedByTheService(WriteRequest other) {
        program.upload(UPLOAD);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> program.write(other))
                .withMessage(other.label() + " was refused: TRANSACTION_ID_DUPLICATE (code 40000014) [HTTP 400]");
        assertThat(service.accepted).containsExactlyElementsOf(transactions("7"));
        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));
    }

    /** The first may not show its devices yet, or have the same: the ledger knows that it is not the other one. */
    @ParameterizedTest
    @MethodSource("otherContents")
    void otherContentWhoseFirstAttemptWasLost_isRefusedAllTheSame(WriteRequest other) {
        program.upload(UPLOAD);
        service.next(Fault.LOST);
        assertThatThrownBy(() -> program.write(other)).isInstanceOf(UnreachableException.class);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> program.write(other))
                .withMessage(other.label() + " was refused: TRANSACTION_ID_DUPLICATE (code 40000014) [HTTP 400]");
        assertThat(service.accepted).containsExactlyElementsOf(transactions("7"));
    }

    @ParameterizedTest
    @CsvSource({
        // what became of the first, what the repeat does
        "ANSWER_LOST, status 7",
        "LOST, status 7; upload 7",
        "LATE, status 7; upload 7; status 7",
        "NOT_SENT, upload 7",
        "FORBIDDEN, upload 7",
        "INTERNAL, upload 7",
    })
    void repeatAfterTrouble_asksFirstIfTheWriteMayHaveArrived(Fault fault, String calls) {
        service.next(fault);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(KdpException.class);
        service.forgetCalls();

        Receipt receipt = program.upload(UPLOAD);

        assertThat(receipt.transaction()).isEqualTo(UPLOAD.transaction());
        assertThat(receipt.state()).isEqualTo(TransactionState.PROGRESS);
        assertThat(service.calls).containsExactly(calls.split("; "));
        assertThat(service.accepted).containsExactlyElementsOf(transactions("7"));
        assertThat(program.upload(UPLOAD)).isEqualTo(receipt);
        assertThat(service.calls).hasSameSizeAs(calls.split("; "));
    }

    @Test
    void lostWriteOfAUsedTransaction_isRefusedWhenRepeated() {
        program.upload(UPLOAD);
        service.next(Fault.LOST);
        UploadRequest other = upload("7", 4, 6);
        assertThatThrownBy(() -> program.upload(other)).isInstanceOf(UnreachableException.class);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> program.upload(other))
                .satisfies(e -> assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_ID_DUPLICATE));
        assertThat(service.registered()).isEqualTo(imeis(1, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "LOST, status 7 got no answer: the connection is gone",
        "INTERNAL, status 7 was refused: INTERNAL_SERVER_ERROR (code 50000000) [HTTP 500]",
        "FORBIDDEN, status 7 was refused: AUTHORIZATION_FAIL (code 40300000) [HTTP 403]",
    })
    void unansweredQuestion_sendsNothingAndClaimsNothing(Fault fault, String why) {
        service.next(Fault.ANSWER_LOST, fault, fault);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);

        for (int repeat = 0; repeat < 2; repeat++) {
            UnreachableException e = catchThrowableOfType(UnreachableException.class, () -> program.upload(UPLOAD));
            assertThat(e)
                    .hasMessage("upload 7 got no answer: whether an earlier attempt arrived could not be found out: "
                            + why);
            assertThat(e.mayHaveTakenEffect()).isTrue();
        }

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7"));
        assertThat(service.calls).containsExactly("upload 7", "status 7", "status 7", "status 7");
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_SENT", "INTERNAL"})
    void lostAndThenNotSent_isAskedForAgain(Fault fault) {
        service.next(Fault.LATE, Fault.NONE, fault);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(KdpException.class);
        service.forgetCalls();

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7"));
        assertThat(service.calls).containsExactly("status 7");
    }

    @Test
    void firstAttemptThatArrivesBeforeTheSecondIsRefused_counts() {
        service.next(Fault.LATE, Fault.NONE, Fault.FORBIDDEN);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7"));

        assertThat(service.calls).containsExactly("upload 7", "status 7", "upload 7", "status 7");
        assertThat(service.accepted).isEqualTo(transactions("7"));
    }

    @Test
    void refusedWrite_isSentAgainWhenItIsRepeated() {
        service.refuse("7", Condition.CUSTOMER_NOT_FOUND);
        for (int repeat = 0; repeat < 2; repeat++) {
            assertThatThrownBy(() -> program.upload(UPLOAD))
                    .hasMessage("upload 7 was refused: CUSTOMER_NOT_FOUND (code 40400002) [HTTP 404]");
        }
        service.refuse("7", Condition.SUCCESS);

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));
        assertThat(service.calls).containsExactly("upload 7", "upload 7", "upload 7");
    }

    @ParameterizedTest
    @MethodSource("writes")
    void ledgerOutOfReach_sendsNothing(WriteRequest write) {
        gateway.cutOff(true);

        RefusedLocallyException e = catchThrowableOfType(RefusedLocallyException.class, () -> program.write(write));
        assertThat(e).hasMessage(write.label() + " was not sent: the ledger cannot be used now");
        assertThat(e.reason()).isEqualTo(Reason.LEDGER);
        assertThat(e.mayHaveTakenEffect()).isFalse();
        assertThat(service.calls).isEmpty();

        gateway.cutOff(false);
        assertThat(program.write(write)).isEqualTo(receipt("7", 1));
    }

    @Test
    void statusWithTheLedgerOutOfReach_isNotAsked() {
        program.upload(UPLOAD);
        gateway.cutOff(true);

        assertThatExceptionOfType(RefusedLocallyException.class)
                .isThrownBy(() -> program.status(receipt("7")))
                .withMessage("status 7 was not sent: the ledger cannot be used now");
    }

    @Test
    void receiptThatCannotBeRecorded_isGivenAndFoundOutLater() {
        service.during("7", () -> gateway.cutOff(true));
        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));
        gateway.cutOff(false);

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7"));
        assertThat(service.calls).containsExactly("upload 7", "status 7");
    }

    @Test
    void mistakeOfTheProgramBehind_isTakenForAnAttempt() {
        service.during("7", () -> {
            throw new IllegalStateException("a mistake");
        });
        assertThatThrownBy(() -> program.upload(UPLOAD)).hasMessage("a mistake");

        program.upload(UPLOAD);

        assertThat(service.calls).containsExactly("status 7", "upload 7");
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER_LOST", "NOT_SENT", "FORBIDDEN"})
    void writeThatSomebodyTookOver_getsTheReceiptOfTheOther(Fault fault) {
        String id = Entry.of(FakeService.RESELLER, UPLOAD, null, Instant.EPOCH).id();
        service.during("7", () -> {
            ledger.settle(id, new Outcome.Accepted(receipt("7", 1)));
            gateway.loseClaim();
        });
        service.next(fault);

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));
        assertThat(service.calls).containsExactly("upload 7");
    }

    @Test
    void sameWriteAtOnce_isSentOnceAndBothGetTheReceipt() throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        service.during("7", () -> {
            underWay.countDown();
            await(goOn);
        });
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Receipt> first = CompletableFuture.supplyAsync(() -> program.upload(UPLOAD), thread);
            underWay.await();
            LedgerProgram other = LedgerProgram.builder(service, ledger)
                    .scheduler(TestScheduler.passing(() -> {
                        goOn.countDown();
                        first.join();
                    }))
                    .build();

            assertThat(other.upload(UPLOAD)).isEqualTo(receipt("7", 1)).isEqualTo(first.get());
        } finally {
            thread.shutdown();
        }
        assertThat(service.calls).containsExactly("upload 7");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void sameWriteForTooLong_isNotKnownYet() {
        TestScheduler scheduler = TestScheduler.passing();
        LedgerProgram other = LedgerProgram.builder(service, ledger)
                .patience(Duration.ofMillis(150))
                .scheduler(scheduler)
                .build();
        service.during(
                "7",
                () -> assertThatExceptionOfType(UnreachableException.class)
                        .isThrownBy(() -> other.upload(UPLOAD))
                        .withMessage("upload 7 got no answer: the same request is still being worked on")
                        .satisfies(e -> assertThat(e.mayHaveTakenEffect()).isTrue()));

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));
        assertThat(scheduler.pauses())
                .containsExactly(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(50));
        assertThat(service.calls).containsExactly("upload 7");
    }

    @Test
    void interruptedWait_leavesTheThreadInterruptedAndTheOutcomeOpen() {
        LedgerProgram other = LedgerProgram.builder(service, ledger).build();
        service.during("7", () -> {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(UnreachableException.class)
                    .isThrownBy(() -> other.upload(UPLOAD))
                    .withMessage("upload 7 got no answer: the thread was interrupted while it waited")
                    .satisfies(e -> assertThat(e.mayHaveTakenEffect()).isTrue());
            assertThat(Thread.interrupted()).isTrue();
        });

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));
        assertThat(service.calls).containsExactly("upload 7");
    }

    /** Nothing is looked for again and again: the second caller is told by the end of the first. */
    @Test
    void sameWriteInTheSameProgram_isToldOfTheEndOfTheFirst() {
        CompletableFuture<Receipt> atTheService = new CompletableFuture<>();
        AtomicInteger sent = new AtomicInteger();
        LedgerProgram asynchronous = LedgerProgram.builder(
                        Handlers.builder()
                                .on(Operation.UPLOAD, request -> {
                                    sent.incrementAndGet();
                                    return atTheService;
                                })
                                .build()
                                .program(FakeService.RESELLER),
                        ledger)
                .patience(Duration.ofHours(1))
                .build();
        CompletionStage<Receipt> first = asynchronous.send(UPLOAD);
        CompletionStage<Receipt> second = asynchronous.send(UPLOAD);
        assertThat(second).isNotDone();

        atTheService.complete(receipt("7"));

        assertThat(first).isCompletedWithValue(receipt("7"));
        assertThat(second).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(receipt("7"));
        assertThat(sent).hasValue(1);
    }

    @Test
    void reads_passThrough() {
        assertThat(program.reseller()).isEqualTo(FakeService.RESELLER);
        program.customers(CustomerQuery.all(), PageRequest.first());
        assertThat(program.resellers(PageRequest.first()).items())
                .containsExactly(new Reseller(FakeService.RESELLER, null));
        assertThatThrownBy(() -> program.status(receipt("7")))
                .hasMessage("status 7 was refused: TRANSACTION_NOT_FOUND (code none) [HTTP 200]");
        assertThat(service.calls).containsExactly("customers", "status 7");
    }

    @Test
    void impossibleDeviceLimit_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerProgram.builder(service, ledger).deviceLimit(0))
                .withMessage("deviceLimit must be 1 or more, not 0");
    }

    static Stream<Arguments> abandoned() {
        return Stream.of(
                Arguments.of(Fault.ANSWER_LOST, List.of("status 7")),
                Arguments.of(Fault.LOST, List.of("status 7", "status 7", "upload 7")));
    }

    @ParameterizedTest
    @MethodSource("abandoned")
    void abandonedWrite_isAskedForAndNotSent(Fault fault, List<String> calls) {
        service.next(fault);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);
        service.forgetCalls();

        assertThat(program.settleAbandoned()).isEqualTo(new Settling(1, 0, List.of()));
        assertThat(program.settleAbandoned()).isEqualTo(new Settling(0, 0, List.of()));
        assertThat(service.calls).containsExactly("status 7");

        assertThat(program.upload(UPLOAD).transaction()).isEqualTo(UPLOAD.transaction());
        assertThat(service.calls).isEqualTo(calls);
    }

    @Test
    void abandonedWritesOfAServiceOutOfReach_wait() {
        service.next(Fault.ANSWER_LOST, Fault.ANSWER_LOST, Fault.LOST);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);
        assertThatThrownBy(() -> program.upload(upload("8", 4, 6))).isInstanceOf(UnreachableException.class);

        Settling settling = program.settleAbandoned();

        assertThat(settling.settled()).isZero();
        assertThat(settling.postponed()).isEqualTo(2);
        assertThat(settling.isComplete()).isFalse();
        assertThat(settling.troubles())
                .extracting(Throwable::getMessage)
                .containsExactly("upload 7 got no answer: whether an earlier attempt arrived could not be found out: "
                        + "status 7 got no answer: the connection is gone");
        assertThat(program.settleAbandoned()).isEqualTo(new Settling(2, 0, List.of()));
    }

    /** Sixty uploads of 100,000 devices do not fit into a small heap. */
    @Test
    void openWritesOfAServiceOutOfReach_areNotReadAfterTheFirst() {
        LedgerProbe probe = new LedgerProbe();
        LedgerProgram probed = LedgerProgram.of(service, probe.over(ledger, Map.of()));
        for (int i = 10; i < 70; i++) {
            String transaction = Integer.toString(i);
            service.next(Fault.ANSWER_LOST);
            assertThatThrownBy(() -> program.upload(upload(transaction, 1, 2)))
                    .isInstanceOf(UnreachableException.class);
        }
        service.next(Fault.LOST);

        Settling settling = probed.settleAbandoned();

        assertThat(settling.postponed()).isEqualTo(60);
        assertThat(probe.asked("find")).isOne();
    }

    @Test
    void refusedQuestion_doesNotKeepOtherAbandonedWritesWaiting() {
        service.next(Fault.ANSWER_LOST, Fault.ANSWER_LOST, Fault.FORBIDDEN);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);
        assertThatThrownBy(() -> program.upload(upload("8", 4, 6))).isInstanceOf(UnreachableException.class);

        Settling settling = program.settleAbandoned();

        assertThat(settling.settled()).isEqualTo(1);
        assertThat(settling.isComplete()).isTrue();
        assertThat(settling.troubles())
                .extracting(Throwable::getMessage)
                .containsExactly("upload 7 got no answer: whether an earlier attempt arrived could not be found out: "
                        + "status 7 was refused: AUTHORIZATION_FAIL (code 40300000) [HTTP 403]");
        assertThat(program.settleAbandoned().settled()).isEqualTo(1);
    }

    @Test
    void writeThatIsWorkedOn_isNotAbandoned() {
        LedgerProgram other = LedgerProgram.of(service, ledger);
        service.during("7", () -> assertThat(other.settleAbandoned()).isEqualTo(new Settling(0, 0, List.of())));

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));
    }

    @Test
    void abandonedWritesOfALedgerOutOfReach_areNotLookedFor() {
        gateway.cutOff(true);

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(program::settleAbandoned)
                .withMessage("the ledger cannot be reached");
    }

    @Test
    void uploadOfNoDevice_isTheServicesToJudge() {
        UploadRequest none = UPLOAD.with(TransactionId.of("8"), Devices.imeis(List.of()));

        assertThat(program.upload(none)).isEqualTo(receipt("8", 1));
    }
}
