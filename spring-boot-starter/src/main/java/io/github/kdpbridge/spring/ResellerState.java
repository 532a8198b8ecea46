package io.github.kdpbridge.spring;

import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a reseller's client and ledger showed last: nothing is asked. Safe for use by many threads. */
public final class ResellerState implements ClientListener {
    private static final String CLOSED = "closed";
    private static final String OPEN = "open";
    private static final String READY = "ready";

    private volatile @Nullable Boolean token;
    private volatile String breaker = CLOSED;
    private volatile @Nullable Ledger ledger;

    ResellerState() {}

    void ledger(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void token(boolean obtained) {
        token = obtained;
    }

    @Override
    public void breaker(String state) {
        breaker = switch (state) {
            case "CLOSED" -> CLOSED;
            case "OPEN" -> OPEN;
            default -> "trying";
        };
    }

    /** Returns whether writes can be sent, as far as is known. */
    public boolean isUp() {
        return !Boolean.FALSE.equals(token)
                && !breaker.equals(OPEN)
                && ledgerState().equals(READY);
    }

    /** Returns the state of the token, the breaker and the ledger, in words. */
    public Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        Boolean obtained = token;
        details.put("token", obtained == null ? "not asked for yet" : obtained ? "obtained" : "refused");
        details.put("breaker", breaker);
        details.put("ledger", ledgerState());
        return details;
    }

    private String ledgerState() {
        Ledger known = ledger;
        return Objects.requireNonNull(known == null ? READY : known.trouble().orElse(READY));
    }
}
