package io.github.kdpbridge.spring;

import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a reseller's client and ledger showed last: nothing is asked. A failure counts for as long as the client would try
 * nothing by itself, because an application that gets no traffic while it is down makes no call that shows the recovery.
 * Safe for use by many threads.
 */
public final class ResellerState implements ClientListener {
    /** The client leaves a service that gives no token alone for as long at the most. */
    private static final Duration TOKEN_PAUSE = Duration.ofMinutes(1);

    private static final String READY = "ready";

    private final Duration breakerPause;
    private final LongSupplier nanoTime;
    private Token token = Token.UNKNOWN;
    private long tokenSince;
    private Breaker breaker = Breaker.CLOSED;
    private long breakerSince;
    private @Nullable Ledger ledger;

    /**
     * Creates the state of a client that has done nothing.
     *
     * @param breakerPause how long the breaker lets nothing through
     * @param nanoTime tells the time, as {@link System#nanoTime} does
     */
    ResellerState(Duration breakerPause, LongSupplier nanoTime) {
        this.breakerPause = breakerPause;
        this.nanoTime = nanoTime;
    }

    synchronized void ledger(Ledger used) {
        ledger = used;
    }

    /** The calls that waited for the token are told of its failure before or after this, and say more about it. */
    @Override
    public synchronized void token(boolean obtained) {
        if (obtained) {
            token(Token.OBTAINED);
        } else if (token == Token.OBTAINED) {
            token(Token.NOT_RENEWED);
        } else if (token == Token.UNKNOWN) {
            token(Token.NOT_OBTAINED);
        }
    }

    @Override
    public synchronized void call(Call call, @Nullable KdpException failure, Duration took) {
        if (failure instanceof RefusedLocallyException refused && refused.reason() == Reason.CREDENTIALS) {
            token(Token.REFUSED);
        } else if (failure instanceof UnreachableException && token != Token.UNKNOWN && token != Token.OBTAINED) {
            token(Token.NOT_OBTAINED);
        }
    }

    private void token(Token shown) {
        token = shown;
        tokenSince = nanoTime.getAsLong();
    }

    @Override
    public synchronized void breaker(String state) {
        breaker = switch (state) {
            case "CLOSED" -> Breaker.CLOSED;
            case "OPEN" -> Breaker.OPEN;
            default -> Breaker.TRYING;
        };
        breakerSince = nanoTime.getAsLong();
    }

    /**
     * Returns whether writes can be sent, as far as is known. A token counts as missing for a minute after the last failure,
     * and a breaker as open for its pause.
     */
    public synchronized boolean isUp() {
        boolean hasToken = !token.isMissing || isOver(tokenSince, TOKEN_PAUSE);
        return hasToken && breakerNow() != Breaker.OPEN && ledgerState().equals(READY);
    }

    /** Returns the state of the token, the breaker and the ledger, in words. */
    public synchronized Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("token", token.words);
        details.put("breaker", breakerNow().words);
        details.put("ledger", ledgerState());
        return details;
    }

    /** Returns the breaker's state: with its pause over, the next call is let through as a trial. */
    private Breaker breakerNow() {
        return breaker == Breaker.OPEN && isOver(breakerSince, breakerPause) ? Breaker.TRYING : breaker;
    }

    private boolean isOver(long since, Duration pause) {
        return nanoTime.getAsLong() - since >= pause.toNanos();
    }

    private String ledgerState() {
        return Objects.requireNonNull(ledger == null ? READY : ledger.trouble().orElse(READY));
    }

    /** What the last request for a token showed. */
    private enum Token {
        UNKNOWN("not asked for yet", false),
        OBTAINED("obtained", false),
        /** In the background, before the one in use is spent. */
        NOT_RENEWED("not renewed", false),
        /** For another reason than the credentials, or one that is not known yet. */
        NOT_OBTAINED("not obtained", true),
        REFUSED("refused", true);

        private final String words;
        private final boolean isMissing;

        Token(String words, boolean isMissing) {
            this.words = words;
            this.isMissing = isMissing;
        }
    }

    private enum Breaker {
        CLOSED("closed"),
        OPEN("open"),
        TRYING("trying");

        private final String words;

        Breaker(String words) {
            this.words = words;
        }
    }
}
