package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.receipt;
import static io.github.kdpbridge.core.ledger.Samples.removal;
import static io.github.kdpbridge.core.ledger.Samples.transactions;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.FakeService.Fault;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.RoutedMemory;
import io.github.kdpbridge.core.migration.RoutedMemory.Quiet;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long a write that its side does not know belongs to that side, when its customer has moved meanwhile. */
class QuarantineTest {
    private static final UploadRequest UPLOAD = upload("7", 1, 3);
    private static final Unit UNIT = UnitKind.CUSTOMER.unit(FakeService.RESELLER, Samples.CUSTOMER, null);
    private static final Duration OVER = Quiet.STANDARD.absent().plusMillis(1);

    private final FakeService old = new FakeService(10);
    private final FakeService service = new FakeService(2);
    private final RoutedMemory ledger = RoutedMemory.of(UnitKind.CUSTOMER, Phase.SHADOW, Quiet.STANDARD, old.clock);
    private final LedgerProgram program = LedgerProgram.builder(service, ledger)
            .oldService(old, question -> ledger.sideOf(FakeService.RESELLER, question))
            .clock(old.clock)
            .deviceLimit(2)
            .statusLag(Duration.ZERO)
            .build();

    /** The request is lost, the keeper asks for it, and the customer moves at once. */
    private void loseAndMove(FakeService side, WriteRequest write, Phase to) {
        side.next(Fault.LOST);
        assertThatThrownBy(() -> program.write(write)).isInstanceOf(UnreachableException.class);
        assertThat(program.settleAbandoned().settled()).isPositive();
        moveAtOnce(to);
        old.forgetCalls();
        service.forgetCalls();
    }

    private void moveAtOnce(Phase to) {
        Phase from = ledger.routes().see(UNIT, Phase.SHADOW).phase();
        Cause cause = new Cause("operator-1", Cause.Via.PROGRAM, "at once", "");
        ledger.routes()
                .begin(
                        UNIT,
                        ledger.routes().find(UNIT).orElseThrow().epoch(),
                        new Move(from, to, Move.Kind.NOW, cause));
    }

    @Test
    void repeatInTheQuarantine_goesToTheSideOfTheFirstAttempt() {
        loseAndMove(old, UPLOAD, Phase.CANARY);
        old.clock.pass(Quiet.STANDARD.absent());

        program.upload(UPLOAD);

        assertThat(old.calls).containsExactly("upload 7");
        assertThat(service.calls).isEmpty();
    }

    @Test
    void repeatAfterTheQuarantine_goesToTheSideOfItsCustomer() {
        loseAndMove(old, UPLOAD, Phase.CANARY);
        old.clock.pass(OVER);

        assertThat(program.upload(UPLOAD)).isEqualTo(receipt("7", 1));

        assertThat(old.calls).as("asked once more, and as for any new id").containsExactly("status 7", "status 7");
        assertThat(service.accepted).isEqualTo(transactions("7", "7-2of2"));
        assertThat(program.status(StatusRequest.of(UPLOAD)).complete()).isTrue();
    }

    /** It arrived after the old service had been asked. */
    @Test
    void repeatOfAWriteThatArrivedMeanwhile_goesToItsSide() {
        old.hide("7", 1);
        old.next(Fault.ANSWER_LOST);
        assertThatThrownBy(() -> program.upload(UPLOAD)).isInstanceOf(UnreachableException.class);
        program.settleAbandoned();
        moveAtOnce(Phase.CANARY);
        old.clock.pass(OVER);

        RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> program.upload(UPLOAD));

        assertThat(refusal.condition()).isEqualTo(Condition.TRANSACTION_ID_DUPLICATE);
        assertThat(service.calls).isEmpty();
        assertThat(program.status(StatusRequest.of(UPLOAD)).complete()).isTrue();
    }

    /** Nothing is known of the first attempt while its side does not say. */
    @ParameterizedTest
    @EnumSource(names = {"NOT_SENT", "INTERNAL", "FORBIDDEN"})
    void repeatWhileItsSideCannotBeAsked_goesToThatSide(Fault fault) {
        loseAndMove(old, UPLOAD, Phase.CANARY);
        old.clock.pass(OVER);
        old.next(fault);

        program.upload(UPLOAD);

        assertThat(old.calls).containsExactly("status 7", "upload 7");
        assertThat(service.calls).isEmpty();
    }

    @Test
    void otherContentAfterTheQuarantine_goesToTheSideOfItsCustomer() {
        loseAndMove(old, UPLOAD, Phase.CANARY);
        old.clock.pass(OVER);

        program.upload(upload("7", 4, 5));

        assertThat(old.accepted).isEmpty();
        assertThat(service.accepted).isEqualTo(transactions("7"));
    }

    /** The service never knew the whole. */
    @Test
    void partsAfterTheQuarantine_goBackWithTheirWrite() {
        moveAtOnce(Phase.CANARY);
        loseAndMove(service, UPLOAD, Phase.SHADOW);
        old.clock.pass(OVER);

        program.upload(UPLOAD);

        assertThat(service.accepted).isEmpty();
        assertThat(old.accepted).isEqualTo(transactions("7"));
        assertThat(ledger.sideOf(FakeService.RESELLER, UPLOAD.transaction())).contains(Generation.GEN1);
    }

    /** A part that arrived late keeps the whole. */
    @Test
    void partThatArrivedMeanwhile_keepsItsWriteOnItsSide() {
        moveAtOnce(Phase.CANARY);
        loseAndMove(service, UPLOAD, Phase.SHADOW);
        service.upload(upload("7", 1, 2));
        old.clock.pass(OVER);

        program.upload(UPLOAD);

        assertThat(service.accepted).isEqualTo(transactions("7", "7-2of2"));
        assertThat(old.accepted).isEmpty();
    }

    /** It is in no ledger, and may be one of any customer. */
    @Test
    void writeThatCannotBeRead_holdsUpMovesToTheOtherSideWhileItMayArrive() {
        ledger.routes().see(UNIT, Phase.SHADOW);
        assertThat(ledger.routes().isDrained(UNIT)).isTrue();
        assertThat(ledger.routes().passUnread(FakeService.RESELLER)).isTrue();

        assertThat(ledger.routes().isDrained(UNIT)).isFalse();
        moveAtOnce(Phase.CANARY);
        assertThat(ledger.routes().isDrained(UNIT)).as("for the way back").isTrue();
        moveAtOnce(Phase.SHADOW);
        old.clock.pass(Quiet.STANDARD.absent());
        assertThat(ledger.routes().isDrained(UNIT)).isTrue();
    }

    @Test
    void removalAfterTheQuarantine_goesToTheSideOfItsCustomer() {
        program.upload(upload("5", 1, 2));
        service.upload(upload("5", 1, 2)); // one portal behind both
        loseAndMove(old, removal("7", "5"), Phase.CANARY);
        old.clock.pass(OVER);

        program.remove(removal("7", "5"));

        assertThat(old.accepted).isEqualTo(transactions("5"));
        assertThat(service.registered()).isEmpty();
    }
}
