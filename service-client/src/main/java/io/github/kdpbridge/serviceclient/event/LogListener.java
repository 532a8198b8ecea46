package io.github.kdpbridge.serviceclient.event;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.MaskedText;
import io.github.kdpbridge.core.error.ServiceError;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a client's events: calls at DEBUG, tokens at INFO, failures at WARN.
 */
public final class LogListener implements ClientListener {
    private static final int LONGEST_SHOWN = 64;
    private static final Duration ONCE_IN = Duration.ofHours(1);

    private final Logger log;
    private final Ticker ticker;
    private final Map<Assumption, Long> lastSurprise = new ConcurrentHashMap<>();

    /**
     * Creates a listener. A surprise is logged once an hour.
     *
     * @param log the name of the log
     */
    public LogListener(String log) {
        this(log, Ticker.systemTicker());
    }

    LogListener(String log, Ticker ticker) {
        this.log = LoggerFactory.getLogger(log);
        this.ticker = Objects.requireNonNull(ticker, "ticker");
    }

    @Override
    public void call(Call call, @Nullable KdpException failure, Duration took) {
        if (failure == null) {
            log.debug("{}: done in {} ms", call, took.toMillis());
        } else {
            log.debug("{}: failed after {} ms: {}", call, took.toMillis(), DeviceId.maskedIn(failure.getMessage()));
        }
    }

    @Override
    public void retry(Call call, KdpException failure, Duration pause) {
        log.warn("{}; once more in {} ms", DeviceId.maskedIn(failure.getMessage()), pause.toMillis());
    }

    @Override
    public void lostAnswer(Call call, LostAnswer outcome) {
        log.warn(
                "{}: the answer was lost; {}",
                call,
                switch (outcome) {
                    case DONE -> "the service knows the transaction, so it is done";
                    case SENT_AGAIN -> "the service does not know the transaction, so it is sent again";
                    case UNKNOWN -> "the service did not say whether it knows the transaction";
                });
    }

    @Override
    public void token(boolean obtained) {
        if (obtained) { // the token cache reports a failure to its callers
            log.info("obtained a new token");
        }
    }

    @Override
    public void breaker(String state) {
        log.warn("circuit breaker {}", state);
    }

    /** A code is the service's own text of unknown length and content, so it is masked and shortened. */
    @Override
    public void unknownCode(Call call, ServiceError error, long count) {
        log.warn(
                "{}: the service sent code {} {}, which the error catalogue does not know; {} in this answer",
                call,
                shown(error.code()),
                shown(error.message()),
                count);
    }

    /** Limited, because a contradicted assumption shows in every answer. */
    @Override
    public void surprise(Assumption assumption, String seen) {
        if (!isDue(assumption, ticker.read())) {
            return;
        }
        log.warn(
                "the service is otherwise than assumed ({}): assumed is that {}; seen was {}{}",
                assumption.key(),
                assumption.fact(),
                shown(seen),
                assumption.setting().map(LogListener::advice).orElse(""));
    }

    private boolean isDue(Assumption assumption, long now) {
        Long last = lastSurprise.get(assumption);
        if (last == null) {
            return lastSurprise.putIfAbsent(assumption, now) == null;
        }
        return now - last >= ONCE_IN.toNanos() && lastSurprise.replace(assumption, last, now);
    }

    private static String shown(String text) {
        return MaskedText.beginning(text, LONGEST_SHOWN);
    }

    private static String advice(String setting) {
        return "; if the service is so, the line for the gateway's configuration is: " + setting;
    }
}
