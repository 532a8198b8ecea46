package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.delete;
import static io.github.kdpbridge.core.ledger.Samples.imeis;
import static io.github.kdpbridge.core.ledger.Samples.receipt;
import static io.github.kdpbridge.core.ledger.Samples.removal;
import static io.github.kdpbridge.core.ledger.Samples.transactions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.Iterables;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.FakeService.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemovalTest {
    private static final RemovalRequest REMOVAL = removal("8", "7");

    private final FakeService service = new FakeService(3);
    private final InMemoryLedger ledger = InMemoryLedger.create();
    private final Gateway gateway = new Gateway(service, ledger, 3);
    private final LedgerProgram program = gateway.program();

    @BeforeEach
    void uploadAnother() {
        program.upload(Samples.upload("6", 101, 102));
    }

    private void upload(int devices) {
        program.upload(Samples.upload("7", 1, devices));
        service.forgetCalls();
    }

    @Test
    void removal_deletesWhatTheUploadRegistered() {
        upload(3);

        assertThat(program.remove(REMOVAL)).isEqualTo(receipt("8", 3));

        assertThat(service.calls).containsExactly("remove 8");
        assertThat(service.registered()).isEqualTo(imeis(101, 102));
        assertThat(identifiers(program.status(receipt("8")).succeeded())).isEqualTo(imeis(1, 3));
    }

    @Test
    void repeat_getsTheFirstReceiptAlthoughTheDevicesAreGone() {
        upload(3);
        Receipt first = program.remove(REMOVAL);
        service.forgetCalls();

        assertThat(program.remove(REMOVAL)).isEqualTo(first);
        assertThat(new Gateway(service, ledger, 3).program().remove(REMOVAL)).isEqualTo(first);
        assertThat(service.calls).isEmpty();
    }

    /** Each removal deletes what those before it left. */
    @Test
    void statusAfterManyRemovals_asksForEachWriteOnce() {
        upload(3);
        List<String> ids = IntStream.range(10, 26).mapToObj(String::valueOf).toList();
        ids.forEach(id -> program.remove(removal(id, "7")));
        service.forgetCalls();

        assertThat(program.status(receipt("25")).complete()).isTrue();

        assertThat(service.calls).hasSize(ids.size() + 1).doesNotHaveDuplicates();
    }

    /** The service would delete the first part alone, and say that it did what was asked. */
    @Test
    void removalOfAnUploadWhosePartsAreForgotten_isNotSent() {
        upload(7);
        Ledger forgetful = new LedgerProbe().over(InMemoryLedger.create(), Map.of("hasForgottenParts", true));

        assertThatThrownBy(() -> LedgerProgram.of(service, forgetful).remove(REMOVAL))
                .isInstanceOf(RefusedLocallyException.class)
                .hasMessage("remove 8 was not sent: upload 7 was sent in parts that are no longer remembered here;"
                        + " delete its devices by their identifiers");
        assertThat(service.calls).isEmpty();
        assertThat(forgetful.writes(FakeService.RESELLER, REMOVAL.transaction()))
                .as("what could be sent again")
                .isEmpty();
    }

    @Test
    void removalOfAWriteInParts_isOneTransaction() {
        upload(7);

        assertThat(program.remove(REMOVAL)).isEqualTo(receipt("8", 5));

        assertThat(service.calls)
                .containsExactly(
                        "status 7", "status 7-2of3", "status 7-3of3", "delete 8", "delete 8-2of3", "delete 8-3of3");
        assertThat(service.registered()).isEqualTo(imeis(101, 102));
        TransactionStatus status = program.status(receipt("8"));
        assertThat(status.complete()).isTrue();
        assertThat(status.succeeded()).hasSize(7);
        assertThat(program.remove(REMOVAL)).isEqualTo(receipt("8", 5));
    }

    @Test
    void deletionOfOtherDevicesInProgress_isNeitherAskedForNorWaitedFor() {
        upload(7);
        service.take(TransactionState.PROGRESS);
        program.delete(Samples.delete("9", 101, 102));
        service.forgetCalls();

        assertThat(program.remove(REMOVAL).transaction()).isEqualTo(REMOVAL.transaction());

        assertThat(service.calls).doesNotContain("status 9");
        assertThat(service.registered()).isEmpty();
    }

    /** A caller that read Complete would not ask again, and never hear of the devices that are good. */
    @Test
    void statusWhileAnEarlierDeletionOfItsDevicesIsInProgress_isInProgressToo() {
        upload(3);
        service.take(TransactionState.PROGRESS);
        program.delete(Samples.delete("9", 1, 1));
        service.take(TransactionState.COMPLETE);
        program.remove(REMOVAL);

        assertThat(program.status(receipt("8")).state()).isEqualTo(TransactionState.PROGRESS);

        service.complete("9");
        TransactionStatus status = program.status(receipt("8"));
        assertThat(status.complete()).isTrue();
        assertThat(identifiers(status.succeeded())).isEqualTo(imeis(2, 3));
    }

    /** The caller has the receipt; the ledger was out of reach when the outcome was to be recorded. */
    private void sendWithoutRecord(WriteRequest write, String lastTransaction) {
        service.during(lastTransaction, () -> gateway.cutOff(true));
        program.send(write).toCompletableFuture().join();
        gateway.cutOff(false);
        service.forgetCalls();
    }

    /** A removal in parts would delete the devices again, and its caller would read that they failed. */
    @Test
    void deletionOfUnknownOutcome_isSettledBeforeTheRemoval() {
        upload(7);
        sendWithoutRecord(delete("9", 2, 4), "9");

        program.remove(REMOVAL);

        assertThat(service.calls)
                .containsExactly(
                        "status 9",
                        "status 7",
                        "status 7-2of3",
                        "status 7-3of3",
                        "status 9",
                        "delete 8",
                        "delete 8-2of2");
        TransactionStatus status = program.status(receipt("8"));
        assertThat(identifiers(status.succeeded()))
                .containsExactlyElementsOf(Iterables.concat(imeis(1, 1), imeis(5, 7)));
        assertThat(status.failed()).isEmpty();
    }

    @Test
    void deletionBeforeTheUploadIsRepeated_countsAsWell() {
        sendWithoutRecord(Samples.upload("7", 1, 7), "7-3of3");
        program.delete(delete("9", 2, 4));
        service.clock.pass(Duration.ofSeconds(1));
        program.upload(Samples.upload("7", 1, 7));

        program.remove(REMOVAL);

        assertThat(program.status(receipt("8")).failed()).isEmpty();
    }

    @Test
    void deletionBeforeTheRemovalIsRepeated_countsAsWell() {
        upload(3);
        service.next(Fault.LOST);
        assertThatThrownBy(() -> program.remove(REMOVAL)).isInstanceOf(UnreachableException.class);
        program.delete(delete("9", 2, 2));
        service.clock.pass(Duration.ofSeconds(1));

        program.remove(REMOVAL);

        assertThat(identifiers(program.status(receipt("8")).devices()))
                .containsExactly(imeis(1, 1).get(0), imeis(3, 3).get(0));
    }

    @Test
    void deletionOfOtherDevicesOfUnknownOutcome_isNotAskedFor() {
        upload(7);
        sendWithoutRecord(delete("9", 101, 102), "9");

        program.remove(REMOVAL);

        assertThat(service.calls).doesNotContain("status 9");
    }

    /** The service knows the first part by the id of the whole, and would delete that part alone. */
    @Test
    void uploadInPartsOfUnknownOutcome_isSettledBeforeTheRemoval() {
        sendWithoutRecord(Samples.upload("7", 1, 7), "7-3of3");

        program.remove(REMOVAL);

        assertThat(service.registered()).isEqualTo(imeis(101, 102));
        assertThat(identifiers(program.status(receipt("8")).succeeded())).isEqualTo(imeis(1, 7));
    }

    @Test
    void uploadOfWhichAPartIsUnknown_isCompletedBeforeTheRemoval() {
        service.next(Fault.ANSWER_LOST);
        assertThatThrownBy(() -> program.upload(Samples.upload("7", 1, 7))).isInstanceOf(UnreachableException.class);

        program.remove(REMOVAL);

        assertThat(service.registered()).isEqualTo(imeis(101, 102));
        assertThat(identifiers(program.status(receipt("8")).succeeded())).isEqualTo(imeis(1, 7));
    }

    @Test
    void removalWhileADeletionOfItsDevicesMayArrive_isNotSent() {
        LedgerProgram patient = new Gateway(service, ledger, 3, FakeService.LATEST).program();
        upload(7);
        service.next(Fault.LOST);
        assertThatThrownBy(() -> patient.delete(delete("9", 2, 4))).isInstanceOf(UnreachableException.class);
        service.forgetCalls();

        assertThatThrownBy(() -> patient.remove(REMOVAL))
                .isInstanceOf(RefusedLocallyException.class)
                .hasMessage("remove 8 was not sent: delete 9, which decides what it deletes, is under way,"
                        + " or its answer was lost");
        assertThat(service.calls).containsExactly("status 9");

        service.clock.pass(FakeService.LATEST);
        patient.remove(REMOVAL);
        assertThat(identifiers(program.status(receipt("8")).succeeded())).isEqualTo(imeis(1, 7));
    }

    @ParameterizedTest
    @CsvSource({
        "ANSWER_LOST, status 8",
        "LOST, status 8; remove 8",
        "LATE, status 8; remove 8; status 8",
        "NOT_SENT, remove 8",
        "FORBIDDEN, remove 8",
    })
    void repeatAfterTrouble_asksFirstIfTheDeletionMayHaveArrived(Fault fault, String calls) {
        upload(3);
        service.next(fault);
        assertThatThrownBy(() -> program.remove(REMOVAL)).isInstanceOf(KdpException.class);
        service.forgetCalls();

        Receipt receipt = program.remove(REMOVAL);

        assertThat(receipt.transaction()).isEqualTo(REMOVAL.transaction());
        assertThat(service.calls).containsExactly(calls.split("; "));
        assertThat(service.accepted).isEqualTo(transactions("6", "7", "8"));
        assertThat(program.remove(REMOVAL)).isEqualTo(receipt);
    }

    @ParameterizedTest
    @CsvSource({
        "ANSWER_LOST, NONE, status 8-2of3; delete 8-3of3",
        "LOST, NONE, status 8-2of3; delete 8-2of3; delete 8-3of3",
        "NONE, NOT_SENT, delete 8-3of3",
    })
    void troubleInBetween_isRepeatedFromThere(Fault second, Fault third, String calls) {
        upload(7);
        service.next(Fault.NONE, Fault.NONE, Fault.NONE, Fault.NONE, second, third);
        UnreachableException e = catchThrowableOfType(UnreachableException.class, () -> program.remove(REMOVAL));
        assertThat(e.mayHaveTakenEffect()).isTrue();
        service.forgetCalls();

        assertThat(program.remove(REMOVAL)).isEqualTo(receipt("8", 5));

        assertThat(service.calls).containsExactly(calls.split("; "));
        assertThat(service.registered()).isEqualTo(imeis(101, 102));
        assertThat(program.status(receipt("8")).succeeded()).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({"ANSWER_LOST, ''", "LOST, status 8; remove 8"})
    void abandonedRemoval_isSettledWithoutItsCaller(Fault fault, String calls) {
        upload(3);
        service.next(fault);
        assertThatThrownBy(() -> program.remove(REMOVAL)).isInstanceOf(UnreachableException.class);

        assertThat(program.settleAbandoned()).isEqualTo(new Settling(1, 0, List.of()));
        service.forgetCalls();

        assertThat(program.remove(REMOVAL).transaction()).isEqualTo(REMOVAL.transaction());
        assertThat(String.join("; ", service.calls)).isEqualTo(calls);
        assertThat(service.accepted).isEqualTo(transactions("6", "7", "8"));
    }

    @Test
    void removalInParts_isCompletedWithoutItsCaller() {
        upload(7);
        service.next(Fault.NONE, Fault.NONE, Fault.NONE, Fault.NONE, Fault.ANSWER_LOST);
        assertThatThrownBy(() -> program.remove(REMOVAL)).isInstanceOf(UnreachableException.class);

        assertThat(program.settleAbandoned()).isEqualTo(new Settling(3, 0, List.of()));

        assertThat(service.registered()).isEqualTo(imeis(101, 102));
        assertThat(program.remove(REMOVAL)).isEqualTo(receipt("8", 5));
    }

    @Test
    void statusThatIsNotGiven_leavesTheRemovalInPartsUndone() {
        upload(7);
        service.next(Fault.NOT_SENT);

        UnreachableException e = catchThrowableOfType(UnreachableException.class, () -> program.remove(REMOVAL));

        assertThat(e.mayHaveTakenEffect()).isFalse();
        assertThat(service.calls).containsExactly("status 7");
        assertThat(program.settleAbandoned()).isEqualTo(new Settling(0, 0, List.of()));
        assertThat(program.remove(REMOVAL)).isEqualTo(receipt("8", 5));
    }

    @Test
    void unknownUpload_isRefusedUntilThereIsOne() {
        assertThatThrownBy(() -> program.remove(REMOVAL))
                .isInstanceOf(RefusedException.class)
                .hasMessage("remove 8 was refused: TRANSACTION_ID_INVALID (code 40000013) [HTTP 400]");
        upload(3);

        assertThat(program.remove(REMOVAL)).isEqualTo(receipt("8", 3));
    }

    /** It was made through generation 1 perhaps, or so long ago that the service forgot it. */
    @Test
    void uploadThatTheServiceDoesNotKnow_isRemovedByItsDevices() {
        upload(3);
        program.delete(delete("9", 2, 2));
        program.status(receipt("7"));
        service.forget("7");

        assertThat(program.remove(REMOVAL).transaction()).isEqualTo(REMOVAL.transaction());

        assertThat(service.registered()).isEqualTo(imeis(101, 102));
        TransactionStatus status = program.status(receipt("8"));
        assertThat(identifiers(status.succeeded()))
                .containsExactly(imeis(1, 1).get(0), imeis(3, 3).get(0));
        assertThat(status.failed()).isEmpty();
        service.forgetCalls();
        assertThat(program.remove(REMOVAL).transaction()).isEqualTo(REMOVAL.transaction());
        assertThat(service.calls).isEmpty();
    }

    @Test
    void devicesThatAreGone_areNotAmongThoseOfTheRemoval() {
        upload(3);
        program.delete(delete("9", 2, 2));
        service.clock.pass(Duration.ofSeconds(1));

        program.remove(REMOVAL);

        TransactionStatus status = program.status(receipt("8"));
        assertThat(identifiers(status.devices()))
                .containsExactly(imeis(1, 1).get(0), imeis(3, 3).get(0));
        assertThat(status.failed()).isEmpty();
    }

    @Test
    void deviceOfALaterUpload_staysWithIt() {
        upload(3);
        program.delete(delete("9", 2, 2));
        program.upload(Samples.upload("10", 2, 2));
        service.clock.pass(Duration.ofSeconds(1));

        program.remove(REMOVAL);

        assertThat(service.registered()).contains(imeis(2, 2).get(0));
        assertThat(identifiers(program.status(receipt("8")).devices()))
                .containsExactly(imeis(1, 1).get(0), imeis(3, 3).get(0));
    }

    @Test
    void secondRemovalOfOneUpload_hasNoDevices() {
        upload(3);
        program.remove(REMOVAL);
        service.clock.pass(Duration.ofSeconds(1));

        program.remove(removal("9", "7"));

        assertThat(program.status(receipt("9")).devices()).isEmpty();
        assertThat(identifiers(program.status(receipt("8")).devices())).isEqualTo(imeis(1, 3));
    }

    /** What the upload held is not known here: nothing is said of devices that did not fail. */
    @Test
    void removalOfAnUploadThatTheLedgerDoesNotKnow_namesFailedDevicesOnly() {
        service.upload(Samples.upload("7", 1, 3));

        program.remove(REMOVAL);

        TransactionStatus status = program.status(receipt("8"));
        assertThat(status.complete()).isTrue();
        assertThat(status.devices()).isEmpty();
        assertThat(status.coverage()).isEqualTo(DeviceCoverage.FAILED_ONLY);
    }

    private static List<String> identifiers(List<DeviceOutcome> devices) {
        return devices.stream().map(device -> device.id().value()).toList();
    }

    @Test
    void deletionOfTheSameDevicesByName_isOtherContent() {
        upload(3);
        program.remove(REMOVAL);

        assertThatThrownBy(() -> program.delete(delete("8", 1, 3)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("delete 8 was refused: TRANSACTION_ID_DUPLICATE (code 40000014) [HTTP 400]");
    }

    @Test
    void removalUnderAUsedName_isRefused() {
        upload(3);

        assertThatThrownBy(() -> program.remove(removal("6", "7")))
                .isInstanceOf(RefusedException.class)
                .hasMessage("remove 6 was refused: TRANSACTION_ID_DUPLICATE (code 40000014) [HTTP 400]");
        assertThat(service.registered()).containsAll(imeis(1, 3));
    }
}
