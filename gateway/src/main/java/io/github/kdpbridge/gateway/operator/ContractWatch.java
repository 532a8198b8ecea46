package io.github.kdpbridge.gateway.operator;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether the service is as assumed, for a whole gateway: counts the surprises, logs the correcting setting,
 * and shows both to the operator. Safe for use by many threads.
 */
public final class ContractWatch implements Health.Part {
    private static final Logger LOG = LoggerFactory.getLogger(ContractWatch.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofHours(1);

    private final GatewayMeters meters;
    private final Clock clock;
    private final Ticker ticker;
    private final Map<Assumption, Sign> signs = new EnumMap<>(Assumption.class);
    private final Map<Assumption, Long> warned = new ConcurrentHashMap<>();

    /** The evidence against an assumption. */
    private record Sign(long count, Instant last) {}

    /**
     * Creates a watch.
     *
     * @param clock dates the surprises
     * @param ticker times the warnings, because a clock may be set
     */
    public ContractWatch(GatewayMeters meters, Clock clock, Ticker ticker) {
        this.meters = meters;
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Returns the listener for a ledger's surprises; they are counted and logged. */
    public Surprises of(ResellerId reseller) {
        meters.reseller(reseller);
        return (assumption, seen) -> {
            meters.surprise(reseller, assumption);
            note(assumption);
            warn(reseller, assumption, seen);
        };
    }

    /** Returns the listener for a client's surprises; the client counts and logs them itself. */
    public ClientListener listener() {
        return new ClientListener() {
            @Override
            public void surprise(Assumption assumption, String seen) {
                note(assumption);
            }
        };
    }

    private synchronized void note(Assumption assumption) {
        Instant now = clock.instant();
        signs.merge(assumption, new Sign(1, now), (before, first) -> new Sign(before.count() + 1, now));
    }

    private void warn(ResellerId reseller, Assumption assumption, String seen) {
        Long now = ticker.read();
        Long last = warned.get(assumption);
        boolean due = last == null || now - last >= BETWEEN_WARNINGS.toNanos();
        boolean mine = due
                && (last == null ? warned.putIfAbsent(assumption, now) == null : warned.replace(assumption, last, now));
        if (mine) {
            LOG.warn(
                    "reseller {}: it is assumed that {}; seen: {}{}",
                    reseller,
                    assumption.fact(),
                    seen,
                    assumption.setting().map(ContractWatch::advice).orElse(""));
        }
    }

    private static String advice(String setting) {
        return "; if the service is so, write into the configuration: " + setting;
    }

    @Override
    public String name() {
        return "contract";
    }

    /** Surprises never make a gateway unready. */
    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    /** Returns the assumptions with surprises, their number and the time of the last. */
    @Override
    public synchronized String state() {
        return signs.isEmpty()
                ? "as assumed"
                : signs.entrySet().stream()
                        .map(sign -> sign.getKey().key() + " seen "
                                + times(sign.getValue().count()) + ", last at "
                                + sign.getValue().last().truncatedTo(ChronoUnit.SECONDS))
                        .collect(Collectors.joining("; "));
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }
}
