package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.receipt;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.FakeService.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A process stands still between its claim and its send, and another may have taken the write over. */
class LeaseTest {
    private static final UploadRequest UPLOAD = upload("7", 1, 3);
    private static final String WHY =
            "the ledger was out of reach for so long that another gateway has taken the write over";

    private final FakeService service = new FakeService(10);
    private final InMemoryLedger ledger = InMemoryLedger.create();
    private final LedgerProgram leased = program(ledger);
    private final LedgerProgram paused =
            program(new LedgerProbe().over(ledger, Map.of("isLeased", false, "renew", false)));

    private LedgerProgram program(Ledger ledger) {
        return LedgerProgram.builder(service, ledger)
                .clock(service.clock)
                .statusLag(Duration.ZERO)
                .build();
    }

    @Test
    void firstAttempt_isNotSent() {
        RefusedLocallyException e = catchThrowableOfType(RefusedLocallyException.class, () -> paused.upload(UPLOAD));

        assertThat(e).hasMessage("upload 7 was not sent: " + WHY);
        assertThat(e.reason()).isEqualTo(Reason.LEDGER);
        assertThat(service.calls).isEmpty();
        assertThat(leased.upload(UPLOAD)).isEqualTo(receipt("7", 1));
    }

    @Test
    void repeatOfALostRequest_isNotSent() {
        service.next(Fault.LOST);
        assertThatThrownBy(() -> leased.upload(UPLOAD)).isInstanceOf(UnreachableException.class);
        service.forgetCalls();

        UnreachableException e = catchThrowableOfType(UnreachableException.class, () -> paused.upload(UPLOAD));

        assertThat(e)
                .hasMessage("upload 7 got no answer: an earlier attempt may have been taken, and now:"
                        + " upload 7 was not sent: " + WHY);
        assertThat(service.calls).containsExactly("status 7");
        assertThat(leased.upload(UPLOAD)).isEqualTo(receipt("7", 1));
    }

    @Test
    void repeatOfALostAnswer_needsNoSend() {
        service.next(Fault.ANSWER_LOST);
        assertThatThrownBy(() -> leased.upload(UPLOAD)).isInstanceOf(UnreachableException.class);

        assertThat(paused.upload(UPLOAD)).isEqualTo(receipt("7"));
    }

    @Test
    void claimThatIsStillOurs_isSent() {
        LedgerProgram late = program(new LedgerProbe().over(ledger, Map.of("isLeased", false, "renew", true)));

        assertThat(late.upload(UPLOAD)).isEqualTo(receipt("7", 1));
    }

    @Test
    void leaseThatCannotBeRenewed_isRefused() {
        LedgerProgram cutOff = program(new ForwardingLedger(ledger) {
            @Override
            public boolean isLeased(String id) {
                return false;
            }

            @Override
            public boolean renew(String id) {
                throw new LedgerException("the ledger cannot be reached", new IllegalStateException("cut off"));
            }
        });

        assertThatThrownBy(() -> cutOff.upload(UPLOAD))
                .isInstanceOf(RefusedLocallyException.class)
                .hasMessage("upload 7 was not sent: the ledger cannot be used now");
        assertThat(service.calls).isEmpty();
        assertThat(leased.upload(UPLOAD)).isEqualTo(receipt("7", 1));
    }

    @Test
    void partAfterAPause_isNotSent() {
        LedgerProgram inParts = LedgerProgram.builder(
                        service, new LedgerProbe().over(ledger, Map.of("isLeased", false, "renew", false)))
                .deviceLimit(2)
                .build();

        assertThatThrownBy(() -> inParts.upload(UPLOAD))
                .isInstanceOf(RefusedLocallyException.class)
                .hasMessage("upload 7 was not sent: " + WHY);
        assertThat(service.calls).isEmpty();
    }
}
