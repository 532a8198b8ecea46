package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.CUSTOMER;
import static io.github.kdpbridge.core.ledger.Samples.delete;
import static io.github.kdpbridge.core.ledger.Samples.imeis;
import static io.github.kdpbridge.core.ledger.Samples.receipt;
import static io.github.kdpbridge.core.ledger.Samples.transactions;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceOutcome;
import io.github.kdpbridge.core.DeviceWrite;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.FakeService.Fault;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    private static final UploadRequest UPLOAD = upload("7", 1, 7);

    private final FakeService service = new FakeService(3);
    private final InMemoryLedger ledger = InMemoryLedger.create();
    private final LedgerProgram program = new Gateway(service, ledger, 3).program();

    @Test
    void parts_areEqualButForNameAndDevices() {
        UploadRequest whole = UploadRequest.builder(CUSTOMER, TransactionId.of("7"))
                .imeis(imeis(1, 5))
                .orderNo("PO-7")
                .orderTime(Instant.EPOCH)
                .build();

        List<DeviceWrite> parts = Split.parts(whole, 2);

        assertThat(parts).extracting(DeviceWrite::transaction).isEqualTo(transactions("7", "7-2of3", "7-3of3"));
        assertThat(parts)
                .extracting(part -> List.copyOf(part.devices().identifiers()))
                .containsExactly(imeis(1, 2), imeis(3, 4), imeis(5, 5));
        assertThat(parts)
                .allSatisfy(part -> assertThat(part.with(whole.transaction(), whole.devices()))
                        .isEqualTo(whole));
    }

    @Test
    void deviceInTwoSpellings_isSentInOnePartAndIsGoodInBoth() {
        List<String> spellings = List.of("r58m000001", "R58M000002", "R58M000003", "R58M000004", "R58M000001");
        UploadRequest upload = UploadRequest.builder(CUSTOMER, TransactionId.of("7"))
                .devices(Devices.serialNumbers(spellings))
                .build();

        program.upload(upload);

        assertThat(Split.parts(upload, 3))
                .extracting(part -> List.copyOf(part.devices().identifiers()))
                .containsExactly(spellings.subList(0, 3), spellings.subList(3, 4));
        assertThat(service.registered()).isEqualTo(spellings.subList(0, 4));
        assertThat(program.status(receipt("7")).succeeded())
                .extracting(device -> device.id().value())
                .isEqualTo(spellings);
    }

    @Test
    void writeOfTheLimit_isSentInOnePiece() {
        assertThat(program.upload(upload("7", 1, 3))).isEqualTo(receipt("7", 1));
        assertThat(service.calls).containsExactly("upload 7");
    }

    @Test
    void writeOverTheLimit_isOneTransactionForItsCaller() {
        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));
        assertThat(service.calls).containsExactly("upload 7", "upload 7-2of3", "upload 7-3of3");

        assertThat(program.status(receipt("7"))).isEqualTo(status("7", TransactionState.COMPLETE, 7));
        assertThat(program.allTransactions(TransactionsQuery.all()))
                .containsExactly(status("7", TransactionState.COMPLETE, 7));
        assertThat(program.delete(delete("8", 1, 7))).isEqualTo(receipt("8", 4));
        assertThat(program.status(receipt("8")).succeeded()).hasSize(7);
        assertThat(service.registered()).isEmpty();
    }

    private static TransactionStatus status(String transaction, TransactionState state, int devices) {
        List<DeviceOutcome> outcomes = imeis(1, devices).stream()
                .map(id -> DeviceOutcome.success(DeviceId.imei(id)))
                .toList();
        return new TransactionStatus(TransactionId.of(transaction), state, UPLOAD.type(), outcomes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "7-2of3", "7-3of3"})
    void partInProgress_keepsTheWholeInProgress(String slow) {
        service.take(TransactionState.COMPLETE);
        Split.parts(UPLOAD, 3).forEach(part -> {
            String name = part.transaction().value();
            service.during(
                    name,
                    () -> service.take(name.equals(slow) ? TransactionState.PROGRESS : TransactionState.COMPLETE));
        });

        program.upload(UPLOAD);

        assertThat(program.status(receipt("7"))).isEqualTo(status("7", TransactionState.PROGRESS, 7));
    }

    @Test
    void firstPartRefused_refusesTheWhole() {
        service.refuse("7", Condition.CUSTOMER_NOT_FOUND);

        assertThatThrownBy(() -> program.upload(UPLOAD))
                .isInstanceOf(RefusedException.class)
                .hasMessage("upload 7 was refused: CUSTOMER_NOT_FOUND (code 40400002) [HTTP 404]");
        assertThat(service.calls).containsExactly("upload 7");

        service.refuse("7", Condition.SUCCESS);
        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));
    }

    @Test
    void laterPartRefusedForGood_showsAsFailedDevices() {
        service.refuse("7-2of3", Condition.DEVICE_INVALID);

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));
        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));

        TransactionStatus status = program.status(receipt("7"));
        assertThat(status.state()).isEqualTo(TransactionState.COMPLETE);
        assertThat(status.succeeded()).extracting(DeviceOutcome::id).isEqualTo(ids(1, 3, 7, 7));
        assertThat(status.failed())
                .containsExactlyElementsOf(ids(4, 6).stream()
                        .map(id -> DeviceOutcome.failure(id, FakeService.error(Condition.DEVICE_INVALID)))
                        .toList());
        assertThat(service.accepted).isEqualTo(transactions("7", "7-3of3"));
    }

    private static List<DeviceId> ids(int... fromTo) {
        return IntStream.range(0, fromTo.length / 2)
                .boxed()
                .flatMap(i -> imeis(fromTo[2 * i], fromTo[2 * i + 1]).stream())
                .map(DeviceId::imei)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_SENT, upload 7-2of3; upload 7-3of3, upload 7-2of3 got no answer: the connection is gone",
        "LOST, status 7-2of3; upload 7-2of3; upload 7-3of3, upload 7-2of3 got no answer: the connection is gone",
        "ANSWER_LOST, status 7-2of3; upload 7-3of3, upload 7-2of3 got no answer: the connection is gone",
        "INTERNAL, upload 7-2of3; upload 7-3of3, "
                + "upload 7-2of3 was refused: INTERNAL_SERVER_ERROR (code 50000000) [HTTP 500]",
    })
    void troubleInBetween_isRepeatedFromThere(Fault fault, String calls, String why) {
        service.next(Fault.NONE, fault);
        UnreachableException e = catchThrowableOfType(UnreachableException.class, () -> program.upload(UPLOAD));
        assertThat(e).hasMessage("upload 7 got no answer: part 2 of 3 is not done: " + why);
        assertThat(e.mayHaveTakenEffect()).isTrue();
        assertThat(program.status(receipt("7")).complete()).isFalse();
        service.forgetCalls();

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));

        assertThat(service.calls).containsExactly(calls.split("; "));
        assertThat(service.accepted).isEqualTo(transactions("7", "7-2of3", "7-3of3"));
        assertThat(program.status(receipt("7"))).isEqualTo(status("7", TransactionState.COMPLETE, 7));
    }

    @ParameterizedTest
    @CsvSource({"NOT_SENT, 0", "LOST, 1", "ANSWER_LOST, 1"})
    void troubleInBetween_isSettledByItself(Fault fault, int steps) {
        service.next(Fault.NONE, fault);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);

        assertThat(program.settleAbandoned()).isEqualTo(new Settling(1 + steps, 0, List.of()));

        assertThat(service.accepted).isEqualTo(transactions("7", "7-2of3", "7-3of3"));
        service.forgetCalls();
        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));
        assertThat(service.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LOST, 0", "ANSWER_LOST, 3"})
    void lostFirstPart_isCompletedIfItArrived(Fault fault, int parts) {
        service.next(fault);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);

        assertThat(program.settleAbandoned()).isEqualTo(new Settling(2, 0, List.of()));
        assertThat(service.accepted).hasSize(parts);

        assertThat(program.upload(UPLOAD).transaction()).isEqualTo(UPLOAD.transaction());
        assertThat(service.accepted).isEqualTo(transactions("7", "7-2of3", "7-3of3"));
    }

    @Test
    void refusedQuestionForAPart_leavesTheWholeToBeSettled() {
        service.next(Fault.ANSWER_LOST, Fault.FORBIDDEN);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);

        Settling settling = program.settleAbandoned();
        assertThat(settling.settled()).isZero();
        assertThat(settling.postponed()).isZero();
        assertThat(settling.troubles()).hasSize(1);

        assertThat(program.settleAbandoned()).isEqualTo(new Settling(2, 0, List.of()));
        assertThat(service.accepted).isEqualTo(transactions("7", "7-2of3", "7-3of3"));
    }

    @Test
    void refusedQuestionForALaterPart_doesNotKeepOthersWaiting() {
        service.next(Fault.NONE, Fault.ANSWER_LOST, Fault.ANSWER_LOST);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);
        assertThatThrownBy(() -> program.upload(upload("8", 8, 8))).isInstanceOf(UnreachableException.class);
        service.next(Fault.FORBIDDEN, Fault.FORBIDDEN);

        Settling settling = program.settleAbandoned();

        assertThat(settling.settled()).isEqualTo(1);
        assertThat(settling.troubles()).hasSize(2);
        assertThat(settling.isComplete()).isTrue();
    }

    @Test
    void lostFirstPartThatArrived_isNoCompleteTransaction() {
        service.next(Fault.ANSWER_LOST);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);

        assertThat(program.status(receipt("7"))).isEqualTo(status("7", TransactionState.PROGRESS, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 7, 100})
    void changedLimit_leavesBegunPartsAsTheyAre(int limit) {
        service.next(Fault.NONE, Fault.ANSWER_LOST);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);
        LedgerProgram other = new Gateway(service, ledger, limit).program();

        assertThat(other.upload(UPLOAD)).isEqualTo(receipt("7", 1));

        assertThat(service.accepted).isEqualTo(transactions("7", "7-2of3", "7-3of3"));
        assertThat(service.registered()).isEqualTo(imeis(1, 7));
    }

    @Test
    void loweredLimit_leavesAWriteInOnePieceAsItIs() {
        service.next(Fault.ANSWER_LOST);
        assertThatThrownBy(() -> program.upload(upload("7", 1, 3))).isInstanceOf(UnreachableException.class);
        LedgerProgram other = new Gateway(service, ledger, 2).program();

        assertThat(other.upload(upload("7", 1, 3))).isEqualTo(receipt("7"));

        assertThat(service.accepted).isEqualTo(transactions("7"));
    }

    @Test
    void anotherWriteInPartsOfTheSameName_isRefusedAndDoesNotShow() {
        program.upload(UPLOAD);
        service.next(Fault.LOST);
        UploadRequest other = upload("7", 11, 17);
        assertThatThrownBy(() -> program.upload(other)).isInstanceOf(UnreachableException.class);
        assertThat(program.status(receipt("7"))).isEqualTo(status("7", TransactionState.COMPLETE, 7));
        program.settleAbandoned();
        assertThat(program.status(receipt("7"))).isEqualTo(status("7", TransactionState.COMPLETE, 7));

        assertThatThrownBy(() -> program.upload(other))
                .isInstanceOf(RefusedException.class)
                .hasMessage("upload 7 was refused: TRANSACTION_ID_DUPLICATE (code 40000014) [HTTP 400]");
        assertThat(service.registered()).isEqualTo(imeis(1, 7));
    }

    @Test
    void writeOfTheDevicesOfOnePart_isOtherContent() {
        program.upload(UPLOAD);

        assertThatThrownBy(() -> program.upload(upload("7", 1, 3)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("upload 7 was refused: TRANSACTION_ID_DUPLICATE (code 40000014) [HTTP 400]");
    }

    @Test
    void fullLedger_keepsThePartsOfAWriteUnderWay() {
        LedgerProgram small = new Gateway(service, InMemoryLedger.holding(1500), 3).program();
        service.next(Fault.NONE, Fault.NONE, Fault.NOT_SENT);
        assertThatThrownBy(() -> small.upload(UPLOAD)).isInstanceOf(UnreachableException.class);

        Receipt receipt = small.upload(UPLOAD);

        assertThat(receipt).isEqualTo(receipt("7", 1));
        assertThat(service.accepted).isEqualTo(transactions("7", "7-2of3", "7-3of3"));
    }
}
