package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.delete;
import static io.github.kdpbridge.core.ledger.Samples.imeis;
import static io.github.kdpbridge.core.ledger.Samples.receipt;
import static io.github.kdpbridge.core.ledger.Samples.removal;
import static io.github.kdpbridge.core.ledger.Samples.transactions;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.FakeService.Fault;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two services that share nothing: a customer moves from the old one to generation 2 while its writes are under way. */
class TwoSidesTest {
    private static final UploadRequest UPLOAD = upload("7", 1, 3);
    private static final StatusRequest STATUS = StatusRequest.of(UPLOAD);

    private final FakeService old = new FakeService(10);
    private final FakeService service = new FakeService(2);
    private final AtomicReference<Side> side = new AtomicReference<>(new Side(Generation.GEN1, false));
    private final Ledger ledger = routed(InMemoryLedger.keepingSides(InMemoryLedger.STANDARD_BYTES));
    private final List<Assumption> surprises = new ArrayList<>();
    private final LedgerProgram program = program(ledger);

    private Ledger routed(InMemoryLedger ledger) {
        return new ForwardingLedger(ledger) {
            @Override
            public CompletionStage<Claim> claimAsync(Entry entry, Consumer<? super Claim> noted) {
                Claim claim = ledger.claim(entry, side.get());
                noted.accept(claim);
                return CompletableFuture.completedFuture(claim);
            }
        };
    }

    private LedgerProgram program(Ledger ledger) {
        return LedgerProgram.builder(service, ledger)
                .oldService(old, request -> side.get().generation())
                .clock(service.clock)
                .deviceLimit(2)
                .statusLag(Duration.ZERO)
                .surprises((assumption, seen) -> surprises.add(assumption))
                .build();
    }

    private void moveTo(Generation generation) {
        side.set(new Side(generation, false));
    }

    @Test
    void customerOfTheOldSide_isServedThereAlone() {
        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));
        program.delete(delete("8", 1, 1));
        program.remove(removal("9", "7"));
        assertThat(program.status(STATUS).transaction()).isEqualTo(UPLOAD.transaction());
        program.page(DeviceQuery.all());

        assertThat(old.calls).containsExactly("upload 7", "delete 8", "remove 9", "status 7", "list");
        assertThat(service.calls).isEmpty();
    }

    /** The old service judges a repeat, as it always did. */
    @Test
    void repeatOnTheOldSide_goesToTheOldService() {
        program.upload(UPLOAD);

        assertThatThrownBy(() -> program.upload(UPLOAD))
                .isInstanceOf(RefusedException.class)
                .hasMessage("upload 7 was refused: TRANSACTION_ID_DUPLICATE (code 40000014) [HTTP 400]");
        assertThat(old.calls).containsExactly("upload 7", "upload 7");
    }

    /** A gateway passes the bytes of its caller on; they must never be sent for another request. */
    @Test
    void waysOfACaller_areForItsOwnRequestsAlone() {
        FakeService passingOn = new FakeService(10);
        passingOn.next(Fault.ANSWER_LOST);
        assertThatThrownBy(() ->
                        program.send(UPLOAD, passingOn).toCompletableFuture().join())
                .hasCauseInstanceOf(UnreachableException.class);
        assertThat(program.send(STATUS, passingOn).toCompletableFuture().join().complete())
                .isTrue();
        program.settleAbandoned();

        assertThat(passingOn.calls).containsExactly("upload 7", "status 7");
        assertThat(old.calls).containsExactly("status 7");
        moveTo(Generation.GEN2);
        program.send(upload("8", 4, 6), passingOn).toCompletableFuture().join();
        assertThat(passingOn.calls).hasSize(2);
        assertThat(service.calls).containsExactly("upload 8", "upload 8-2of2");
    }

    @Test
    void customerThatMoved_isServedByGeneration2() {
        moveTo(Generation.GEN2);

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));
        program.page(DeviceQuery.all());

        assertThat(service.calls).containsExactly("upload 7", "upload 7-2of2", "list");
        assertThat(old.calls).as("asked for the id").containsExactly("status 7");
    }

    @Test
    void statusAfterTheMove_isAskedWhereTheWriteWasSent() {
        program.upload(UPLOAD);
        moveTo(Generation.GEN2);

        assertThat(program.status(STATUS).complete()).isTrue();

        assertThat(old.calls).containsExactly("upload 7", "status 7");
        assertThat(service.calls).isEmpty();
    }

    /** The first attempt is still on its way to the old service when the customer moves. */
    @ParameterizedTest
    @EnumSource(names = {"LATE", "ANSWER_LOST", "LOST"})
    void repeatAfterTheMove_goesWhereTheFirstAttemptWent(Fault fault) {
        old.next(fault);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);
        moveTo(Generation.GEN2);

        try {
            program.upload(UPLOAD);
        } catch (RefusedException e) {
            assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_ID_DUPLICATE);
        }

        assertThat(old.accepted).isEqualTo(transactions("7"));
        assertThat(service.accepted).isEmpty();
        assertThat(program.status(STATUS).complete()).isTrue();
    }

    /** The old service was asked too early, and the request arrived afterwards. */
    @Test
    void absentWrite_keepsItsSide() {
        old.next(Fault.LOST);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);
        assertThat(program.settleAbandoned()).isEqualTo(new Settling(1, 0, List.of()));
        moveTo(Generation.GEN2);

        program.upload(UPLOAD);

        assertThat(old.accepted).isEqualTo(transactions("7"));
        assertThat(service.accepted).isEmpty();
    }

    /** The id of a write outlives it. */
    @Test
    void writeThatIsForgotten_keepsItsSide() {
        LedgerProgram forgetful = program(routed(InMemoryLedger.keepingSides(0)));
        forgetful.upload(UPLOAD);
        moveTo(Generation.GEN2);

        assertThatThrownBy(() -> forgetful.upload(UPLOAD)).isInstanceOf(RefusedException.class);
        forgetful.status(STATUS);

        assertThat(old.calls).containsExactly("upload 7", "upload 7", "status 7");
        assertThat(service.calls).isEmpty();
    }

    @Test
    void usedIdWithOtherContent_isRefusedByItsSide() {
        program.upload(UPLOAD);
        moveTo(Generation.GEN2);

        RefusedException e = catchThrowableOfType(RefusedException.class, () -> program.upload(upload("7", 4, 5)));

        assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_ID_DUPLICATE);
        assertThat(service.calls).isEmpty();
    }

    /** The id was used before the bridge was there. Generation 2 would accept it. */
    @Test
    void idThatTheOldServiceRefusedAsUsed_staysThere() {
        old.upload(upload("7", 4, 5));
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(RefusedException.class);
        moveTo(Generation.GEN2);

        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(RefusedException.class);

        assertThat(service.calls).isEmpty();
    }

    /** The first attempt may have been lost before the service took another write of this id: the status tells. */
    @Test
    void repeatThatIsRefusedAsUsed_isNotTakenForAccepted() {
        old.upload(upload("5", 1, 1));
        old.delete(delete("7", 1, 1));
        old.next(Fault.LOST);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(RefusedException.class);

        program.settleAbandoned();

        assertThat(ledger.writes(FakeService.RESELLER, UPLOAD.transaction()))
                .extracting(Entry::outcome)
                .containsExactly(Outcome.absent());
    }

    @Test
    void refusedWrite_isFreeToMove() {
        old.refuse("7", Condition.CUSTOMER_ID_INVALID);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(RefusedException.class);
        moveTo(Generation.GEN2);

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));
    }

    @Test
    void newWriteWhileTheCustomerMoves_waits() {
        program.upload(UPLOAD);
        side.set(new Side(Generation.GEN1, true));

        RefusedLocallyException e =
                catchThrowableOfType(RefusedLocallyException.class, () -> program.upload(upload("8", 4, 5)));

        assertThat(e)
                .hasMessage("upload 8 was not sent: customer 1200000321 moves to the other generation now;"
                        + " repeat it in some seconds");
        assertThat(ledger.sideOf(FakeService.RESELLER, upload("8", 4, 5).transaction()))
                .isEmpty();
        assertThatThrownBy(() -> program.upload(UPLOAD))
                .as("a known id goes on")
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void partsAfterAMoveBack_stayOnTheirSide() {
        moveTo(Generation.GEN2);
        service.next(Fault.NONE, Fault.NOT_SENT);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);
        moveTo(Generation.GEN1);

        Receipt receipt = program.upload(UPLOAD);

        assertThat(receipt.transaction()).isEqualTo(UPLOAD.transaction());
        assertThat(service.accepted).isEqualTo(transactions("7", "7-2of2"));
        assertThat(old.accepted).isEmpty();
    }

    @Test
    void unknownTransaction_isNotFoundOnlyIfBothSidesSaySo() {
        RefusedException e = catchThrowableOfType(RefusedException.class, () -> program.status(STATUS));
        assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_NOT_FOUND);
        assertThat(old.calls).containsExactly("status 7");
        assertThat(service.calls).containsExactly("status 7");

        service.next(Fault.NOT_SENT);
        assertThatThrownBy(() -> program.status(STATUS)).isInstanceOf(UnreachableException.class);
    }

    @Test
    void transactionThatTheOtherSideShows_isAskedThereFromThenOn() {
        service.upload(upload("7", 1, 2));
        service.forgetCalls();

        TransactionStatus status = program.status(STATUS);
        program.status(STATUS);

        assertThat(status.complete()).isTrue();
        assertThat(old.calls).containsExactly("status 7");
        assertThat(service.calls).containsExactly("status 7", "status 7");
    }

    /** C5: the id was used before the ledger was there. */
    @Test
    void firstWriteAfterTheMove_isRefusedIfTheOldServiceKnowsItsId() {
        old.upload(upload("7", 4, 4));
        moveTo(Generation.GEN2);

        RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> program.upload(UPLOAD));

        assertThat(refusal.condition()).isEqualTo(Condition.TRANSACTION_ID_DUPLICATE);
        assertThat(service.calls).isEmpty();
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(RefusedException.class);
        assertThat(program.upload(upload("8", 1, 3)).transaction().value()).isEqualTo("8");
    }

    @Test
    @ExpectedLog("upload 7 goes on, although the old service does not say whether its id is used: .*")
    void firstWriteAfterTheMove_goesOnIfTheOldServiceDoesNotAnswer() {
        moveTo(Generation.GEN2);
        old.next(Fault.NOT_SENT);

        program.upload(upload("7", 1, 2));

        assertThat(service.calls).containsExactly("upload 7");
    }

    @Test
    void lastPhase_asksTheOldServiceForNothing() {
        old.upload(upload("7", 4, 4));
        old.forgetCalls();
        moveTo(Generation.GEN2);
        LedgerProgram done = LedgerProgram.builder(service, ledger)
                .oldService(old, new AskedSide() {
                    @Override
                    public Generation of(Request<?> question) {
                        return Generation.GEN2;
                    }

                    @Override
                    public boolean asksForUsedIds(WriteRequest write) {
                        return false;
                    }
                })
                .build();

        done.upload(upload("7", 1, 2));

        assertThat(old.calls).isEmpty();
    }

    /** Generation 2 does not know the upload, and would refuse what the old service accepts. */
    @Test
    void removalOfAnUploadOfTheOldSide_whoseDevicesAreGone_isDoneWithoutDevices() {
        program.upload(UPLOAD);
        program.delete(delete("8", 1, 3));
        moveTo(Generation.GEN2);

        assertThat(program.remove(removal("9", "7")).transaction().value()).isEqualTo("9");

        TransactionStatus status = program.status(receipt("9"));
        assertThat(status.complete()).isTrue();
        assertThat(status.devices()).isEmpty();
        assertThat(surprises).doesNotContain(Assumption.RETENTION);
        assertThat(program.remove(removal("9", "7")).transaction().value()).isEqualTo("9");
    }

    @Test
    void removalOfAnUploadOfTheOldSide_deletesItsDevices() {
        service.upload(upload("5", 1, 2)); // one portal behind both
        service.upload(upload("6", 3, 3));
        service.forgetCalls();
        program.upload(UPLOAD);
        moveTo(Generation.GEN2);

        program.remove(removal("9", "7"));

        assertThat(service.calls).containsExactly("remove 9", "delete 9", "delete 9-2of2");
        assertThat(service.registered()).isEmpty();
        assertThat(program.status(receipt("9")).succeeded())
                .extracting(device -> device.id().value())
                .isEqualTo(imeis(1, 3));
    }

    @Test
    void removalAfterTheReturn_deletesTheDevicesOnTheOldSide() {
        moveTo(Generation.GEN2);
        program.upload(upload("7", 1, 2));
        program.delete(delete("8", 1, 1));
        old.upload(upload("5", 1, 2)); // one portal behind both
        old.forgetCalls();
        moveTo(Generation.GEN1);

        assertThat(program.remove(removal("9", "7")).transaction().value()).isEqualTo("9");

        assertThat(old.calls).containsExactly("remove 9", "delete 9");
        assertThat(old.registered()).isEqualTo(imeis(1, 1));
        assertThat(program.status(receipt("9")).complete()).isTrue();
        assertThat(old.calls).endsWith("status 9");
    }

    /** Whether the services know each other's transactions is unknown. One that does knows the first part by the id of the whole. */
    @Test
    void removalAfterTheReturn_ofAnUploadInParts_deletesTheDevicesOfAllParts() {
        moveTo(Generation.GEN2);
        program.upload(UPLOAD);
        assertThat(service.calls).contains("upload 7", "upload 7-2of2");
        old.upload(upload("7", 1, 2)); // one portal behind both, with the transactions
        old.upload(upload("7-2of2", 3, 3));
        old.forgetCalls();
        moveTo(Generation.GEN1);

        assertThat(program.remove(removal("9", "7")).transaction().value()).isEqualTo("9");

        assertThat(old.calls).containsExactly("delete 9");
        assertThat(old.registered()).isEmpty();
    }

    /** The old service judges a removal with nothing to remove. */
    @Test
    void removalAfterTheReturn_ofPartsWhoseDevicesAreGone_isPassedOn() {
        moveTo(Generation.GEN2);
        program.upload(UPLOAD);
        program.delete(delete("8", 1, 3));
        moveTo(Generation.GEN1);

        assertThatThrownBy(() -> program.remove(removal("9", "7"))).isInstanceOf(RefusedException.class);

        assertThat(old.calls).endsWith("remove 9").doesNotContain("delete 9");
    }

    @Test
    void removalAfterTheReturn_whoseAnswerWasLost_isDoneOnce() {
        loseTheAnswerToARemovalAfterTheReturn();

        assertThat(program.remove(removal("9", "7")).transaction().value()).isEqualTo("9");

        assertThat(old.accepted).extracting(TransactionId::value).containsOnlyOnce("9");
        assertThat(old.registered()).isEmpty();
    }

    /** As with each repeat of an accepted write of the old side. */
    @Test
    void removalAfterTheReturn_thatWasSettled_isRefusedAsRepeated() {
        loseTheAnswerToARemovalAfterTheReturn();
        program.settleAbandoned();

        RefusedException refusal =
                catchThrowableOfType(RefusedException.class, () -> program.remove(removal("9", "7")));

        assertThat(refusal.condition()).isEqualTo(Condition.TRANSACTION_ID_DUPLICATE);
        assertThat(old.registered()).isEmpty();
    }

    private void loseTheAnswerToARemovalAfterTheReturn() {
        moveTo(Generation.GEN2);
        program.upload(upload("7", 1, 2));
        old.upload(upload("5", 1, 2)); // one portal behind both
        moveTo(Generation.GEN1);
        old.next(Fault.NONE, Fault.ANSWER_LOST);
        assertThatThrownBy(() -> program.remove(removal("9", "7"))).isInstanceOf(UnreachableException.class);
    }

    @Test
    void removalOfAnUploadThatNobodyKnows_isRefusedAsByTheOldService() {
        RefusedException refusal =
                catchThrowableOfType(RefusedException.class, () -> program.remove(removal("9", "7")));

        assertThat(refusal.condition()).isEqualTo(Condition.TRANSACTION_ID_INVALID);
        assertThat(old.calls).containsExactly("remove 9");
    }

    /** Another process has the write, ends it without a trace, and the customer moves back. */
    @Test
    void writeThatComesBackToTheOldSide_isPassedOnByItsCallersOwnWay() {
        FakeService passingOn = new FakeService(10);
        Ledger taken = new ForwardingLedger(ledger) {
            @Override
            public CompletionStage<Boolean> forgetAsync(String id) {
                moveTo(Generation.GEN1);
                return super.forgetAsync(id).thenApply(gone -> false);
            }
        };
        moveTo(Generation.GEN2);
        service.refuse("7", Condition.CUSTOMER_ID_INVALID);

        program(taken).send(upload("7", 1, 2), passingOn).toCompletableFuture().join();

        assertThat(passingOn.calls).containsExactly("upload 7");
        assertThat(old.calls).as("asked for the id").containsExactly("status 7");
    }

    /** The ledger has no thread left to record the side of the id. */
    @Test
    void refusalOfTheOldService_reachesTheCallerAlsoIfItsSideCannotBeRecorded() {
        old.upload(upload("7", 4, 5));
        RefusedLocallyException full =
                new RefusedLocallyException("upload 7", RefusedLocallyException.Reason.LIMIT, "no thread", null);
        Ledger busy = new ForwardingLedger(ledger) {
            @Override
            public void pin(ResellerId reseller, TransactionId transaction, Generation generation) {
                throw full;
            }
        };

        RefusedException e =
                catchThrowableOfType(RefusedException.class, () -> program(busy).upload(UPLOAD));

        assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_ID_DUPLICATE);
        assertThat(ledger.sideOf(FakeService.RESELLER, UPLOAD.transaction())).contains(Generation.GEN1);
    }
}
