package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.delete;
import static io.github.kdpbridge.core.ledger.Samples.imeis;
import static io.github.kdpbridge.core.ledger.Samples.receipt;
import static io.github.kdpbridge.core.ledger.Samples.transactions;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.FakeService.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract, section 8.1: what became of a write whose answer was lost, while the status may lag by a minute. */
class LostAnswerTest {
    private static final UploadRequest UPLOAD = upload("7", 1, 3);
    private static final Duration LAG = Duration.ofSeconds(60);

    private final FakeService service = new FakeService(10);
    private final InMemoryLedger ledger = InMemoryLedger.create();
    private final LedgerProgram program = new Gateway(service, ledger, 10, LAG).program();

    private void lose(Fault fault) {
        service.next(fault);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);
        service.forgetCalls();
    }

    /** Rules 2 and 3: the status shows nothing yet, the second send is refused as a duplicate: it was ours. */
    @Test
    void duplicateOfOurOwnId_isTheReceiptAlthoughTheStatusLags() {
        lose(Fault.ANSWER_LOST);
        service.hide("7", 10);

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7"));

        assertThat(service.calls).containsExactly("status 7", "upload 7", "status 7");
        assertThat(service.accepted).isEqualTo(transactions("7"));
        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7"));
    }

    /** Rule 3: other content under the id of a lost write is provable by its kind. */
    @Test
    void duplicateThatTurnsOutToBeADeletion_isRefused() {
        service.delete(delete("7", 1, 1));
        lose(Fault.LOST);

        RefusedException e = catchThrowableOfType(RefusedException.class, () -> program.upload(UPLOAD));

        assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_ID_DUPLICATE);
    }

    /** A code that is not in the table may be the service's word for a duplicate. */
    @Test
    void unknownRefusalAfterALostAnswer_isUnknownUntilTheStatusShowsIt() {
        lose(Fault.ANSWER_LOST);
        service.hide("7", 2);
        service.refuse("7", Condition.UNKNOWN);

        UnreachableException e = catchThrowableOfType(UnreachableException.class, () -> program.upload(UPLOAD));
        assertThat(e.mayHaveTakenEffect()).isTrue();

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7"));
    }

    /** Rule 4: accepted by a send that nobody here remembers. */
    @Test
    void duplicateAtTheFirstSend_isTheReceiptIfTheStatusShowsAFittingTransaction() {
        service.upload(UPLOAD);

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7"));
        assertThat(program.upload(UPLOAD)).as("again").isEqualTo(receipt("7"));
    }

    /** A used id with other devices fits as well: that these are registered is not known, so no status says it. */
    @Test
    void statusOfAWriteThatWasSentElsewhere_namesNoDeviceThatTheServiceDoesNotName() {
        service.upload(upload("7", 4, 6));

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7"));

        TransactionStatus status = program.status(receipt("7"));
        assertThat(status.coverage()).isEqualTo(DeviceCoverage.FAILED_ONLY);
        assertThat(status.devices()).isEmpty();
    }

    /** Rule 4: not visible yet, so unknown for a while, then the refusal. */
    @Test
    void duplicateAtTheFirstSendThatIsNotShown_isUnknownForAWhileAndThenRefused() {
        service.upload(UPLOAD);
        service.hide("7", 100);

        for (int second = 0; second < 60; second += 20) {
            UnreachableException e = catchThrowableOfType(UnreachableException.class, () -> program.upload(UPLOAD));
            assertThat(e)
                    .hasMessageStartingWith(
                            "upload 7 got no answer: its id is taken by a transaction that the service does not show yet");
            assertThat(e.mayHaveTakenEffect()).isTrue();
            service.clock.pass(Duration.ofSeconds(20));
        }

        RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> program.upload(UPLOAD));
        assertThat(refusal.condition()).isEqualTo(Condition.TRANSACTION_ID_DUPLICATE);
    }

    /** Rule 6: a look-up without an answer is none, however long ago the id was found taken. */
    @Test
    void duplicateAtTheFirstSendWhoseStatusIsNotAnswered_isUnknownUntilItIs() {
        service.upload(UPLOAD);

        for (int minute = 0; minute < 3; minute++) {
            service.next(Fault.NONE);
            service.next(Fault.LOST);
            UnreachableException e = catchThrowableOfType(UnreachableException.class, () -> program.upload(UPLOAD));
            assertThat(e)
                    .hasMessageStartingWith(
                            "upload 7 got no answer: its id is taken by a transaction that could not be looked up: status 7");
            assertThat(e.mayHaveTakenEffect()).isTrue();
            service.clock.pass(LAG);
        }

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7"));
    }

    @Test
    void duplicateAtTheFirstSendThatIsShownLater_isTheReceipt() {
        service.upload(UPLOAD);
        service.hide("7", 1);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);
        service.clock.pass(Duration.ofSeconds(30));

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7"));
    }

    /** The status names failed devices only, so two contents of one id must never be in doubt at once. */
    @Test
    void otherContentWhileAWriteIsInDoubt_isNotSent() {
        lose(Fault.LOST);
        UploadRequest other = upload("7", 4, 6);

        RefusedLocallyException e = catchThrowableOfType(RefusedLocallyException.class, () -> program.upload(other));
        assertThat(e)
                .hasMessage("upload 7 was not sent: another request with this transaction id and other content is under"
                        + " way, or its answer was lost");
        service.clock.pass(LAG);

        assertThat(program.upload(other)).isEqualTo(receipt("7", 1));
        assertThat(service.registered()).isEqualTo(imeis(4, 6));
    }

    /** A negative look-up is no proof while the status may lag. */
    @Test
    void abandonedWriteThatIsNotShown_isAbsentOnlyAfterTheLag() {
        lose(Fault.LOST);

        assertThat(program.settleAbandoned()).isEqualTo(new Settling(0, 1, List.of()));
        service.clock.pass(LAG);
        assertThat(program.settleAbandoned()).isEqualTo(new Settling(1, 0, List.of()));
        assertThat(service.calls).containsExactly("status 7", "status 7");
    }

    /** The lag would last as long as the clock was wrong. */
    @Test
    void clockThatIsSetBackAnHour_doesNotStretchTheLagByAnHour() {
        program.upload(UPLOAD);
        service.hide("7", 3);
        service.clock.pass(Duration.ofHours(-1));

        KdpException e = catchThrowableOfType(KdpException.class, () -> program.status(receipt("7")));
        assertThat(e)
                .hasMessage("status 7 got an answer that cannot be understood: the service took it and does not show it"
                        + " [HTTP 200]");
    }

    @Test
    void statusBehindTheReceipt_isProgressAndThenUnknown() {
        program.upload(UPLOAD);
        service.hide("7", 3);

        assertThat(program.status(receipt("7")).complete()).isFalse();
        service.clock.pass(LAG);
        KdpException e = catchThrowableOfType(KdpException.class, () -> program.status(receipt("7")));
        assertThat(e)
                .hasMessage("status 7 got an answer that cannot be understood: the service took it and does not show it"
                        + " [HTTP 200]");
    }

    /** The service shows a transaction to its own vendor only, so that its silence says nothing of a lag. */
    @Test
    void questionForAnotherVendor_isAnsweredAsTheServiceDoes() {
        program.upload(UPLOAD);
        service.hide("7", 1);

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> program.status(new StatusRequest(UPLOAD.transaction(), VendorId.of("7850000099"))))
                .satisfies(e -> assertThat(e.condition()).isEqualTo(Condition.TRANSACTION_NOT_FOUND));
    }

    @Test
    void transactionThatTheServiceForgot_keepsItsLastStatus() {
        program.upload(UPLOAD);
        program.upload(upload("8", 3, 4));
        assertThat(program.status(receipt("8")).failed()).hasSize(1);
        service.forget("8");
        service.clock.pass(Duration.ofDays(300));

        assertThat(program.status(receipt("8")).failed())
                .extracting(device -> device.id().value())
                .isEqualTo(imeis(3, 3));
        assertThat(program.status(receipt("8")).succeeded())
                .extracting(device -> device.id().value())
                .isEqualTo(imeis(4, 4));
    }

    /** What has left the memory is not known any more, and is not called complete. */
    @Test
    void writeThatHasLeftTheMemory_isUnknown() {
        LedgerProgram small = new Gateway(service, InMemoryLedger.holding(500), 10, LAG).program();
        small.upload(UPLOAD);

        assertThatThrownBy(() -> small.status(receipt("7")))
                .hasMessage("status 7 got an answer that cannot be understood: its devices are no longer remembered"
                        + " here, and the service names the failed ones only [HTTP 200]");
    }

    @Test
    void transactionFromBeforeTheLedger_hasTheStatusThatTheServiceShows() {
        service.upload(UPLOAD);
        service.upload(upload("8", 3, 4));

        assertThat(program.status(receipt("7")).devices()).isEmpty();
        assertThat(program.status(receipt("8")).devices())
                .extracting(device -> device.id().value())
                .isEqualTo(imeis(3, 3));
    }
}
