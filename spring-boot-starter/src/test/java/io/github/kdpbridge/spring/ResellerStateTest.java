package io.github.kdpbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.event.Call;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application that is down gets no calls, so nothing but time may bring it up again. */
@Tag("one-jdk")
class ResellerStateTest {
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private final KdpException refused =
            new RefusedLocallyException("status PO-7", Reason.CREDENTIALS, "no token", null);
    private final KdpException unreachable = new UnreachableException("status PO-7", "no token", null, false);

    private long now = Long.MAX_VALUE - 1; // wraps around, as System.nanoTime may
    private final ResellerState state = new ResellerState(PAUSE, () -> now);

    private void passes(Duration time) {
        now += time.toNanos();
    }

    private void fails(KdpException failure) {
        state.call(Call.of(StatusRequest.of(TransactionId.of("PO-7"))), failure, Duration.ZERO);
    }

    private void shows(boolean isUp, String part, String words) {
        assertThat(state.details()).containsEntry(part, words);
        assertThat(state.isUp()).isEqualTo(isUp);
    }

    @Test
    void openBreaker_isDownForItsPause() {
        state.breaker("OPEN");
        passes(PAUSE.minusNanos(1));
        shows(false, "breaker", "open");

        passes(Duration.ofNanos(1));
        shows(true, "breaker", "trying");

        state.breaker("OPEN"); // the trial failed
        shows(false, "breaker", "open");
        state.breaker("HALF_OPEN");
        shows(true, "breaker", "trying");
        state.breaker("CLOSED");
        shows(true, "breaker", "closed");
    }

    @Test
    void refusedCredentials_areDownForAMinute_inWhicheverOrderTheyAreToldOf() {
        fails(refused);
        state.token(false);
        shows(false, "token", "refused");

        passes(Duration.ofMinutes(1));
        shows(true, "token", "refused");

        state.token(false);
        fails(refused);
        shows(false, "token", "refused");
        state.token(true);
        shows(true, "token", "obtained");
    }

    @Test
    void serviceThatIsUnreachable_hasRefusedNothing() {
        state.token(false);
        shows(false, "token", "not obtained");
        fails(unreachable);
        shows(false, "token", "not obtained");

        passes(Duration.ofMinutes(1));
        shows(true, "token", "not obtained");
    }

    /** A renewal in the background begins long before the token in use is spent. */
    @Test
    void renewalThatFails_leavesTheTokenInUse() {
        state.token(true);
        state.token(false);
        shows(true, "token", "not renewed");

        fails(unreachable);
        shows(false, "token", "not obtained");
    }

    @Test
    void callThatFailsWithAToken_saysNothingOfIt() {
        state.token(true);
        fails(unreachable);
        shows(true, "token", "obtained");
    }
}
