package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.CutOver;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Mover;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A ledger and the routes beside it: an account that migrates, and one that does not. */
abstract class RoutedLedgerTests {
    static final ResellerId RESELLER = ResellerId.of("4680000925");
    static final ResellerId SETTLED = ResellerId.of("4680000926");
    static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    static final Unit UNIT = UnitKind.CUSTOMER.unit(RESELLER, CUSTOMER, null);
    static final Cause OPERATOR_1 = new Cause("operator-1", Cause.Via.COMMAND, "first customer", "");
    static final Move TO_CANARY = Move.forward(Phase.SHADOW, Phase.CANARY, OPERATOR_1);
    static final Move AT_ONCE = new Move(Phase.SHADOW, Phase.CANARY, Move.Kind.NOW, OPERATOR_1);
    static final Duration QUARANTINE = Duration.ofMinutes(6);
    static final Function<ResellerId, DrainLimits> LIMITS = any -> new DrainLimits(Duration.ofHours(24), QUARANTINE);

    /** One account migrates, the other does not. */
    private static final Routing ROUTING = new Routing() {
        @Override
        public Optional<Route> first(ResellerId reseller, WriteRequest write) {
            return reseller.equals(SETTLED)
                    ? Optional.empty()
                    : Optional.of(Route.first(
                            UnitKind.CUSTOMER.unit(reseller, write.customer(), write.vendor()), Phase.SHADOW));
        }

        @Override
        public DrainLimits draining(ResellerId reseller) {
            return LIMITS.apply(reseller);
        }
    };

    private final AtomicLong nanos = new AtomicLong();
    private final Ticker ticker = new Ticker() {
        @Override
        public long read() {
            return nanos.get();
        }
    };

    LedgerStore store;
    SqlLedger ledger;
    Routes routes;

    /** Returns an empty store. */
    abstract LedgerStore store();

    Patience patience() {
        return Patience.STANDARD;
    }

    @BeforeEach
    void open() {
        store = store();
        open(gateway());
    }

    void open(SqlLedger gateway) {
        ledger = gateway;
        routes = ledger.routes(LIMITS);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    SqlLedger gateway() {
        return SqlLedger.withoutHeart(store, patience(), ticker, Clock.systemUTC(), ROUTING);
    }

    Entry upload(ResellerId reseller, String transaction, String device, Origin origin) {
        return Entry.of(
                reseller,
                UploadRequest.builder(CUSTOMER, TransactionId.of(transaction))
                        .imeis(List.of(device))
                        .build(),
                origin,
                ledger.clock().instant());
    }

    Entry upload(String transaction) {
        return upload(RESELLER, transaction, "351800000000701", null);
    }

    Entry otherContent(String transaction) {
        return upload(RESELLER, transaction, "351800000001188", null);
    }

    static Outcome accepted(Entry entry) {
        return new Outcome.Accepted(new Receipt(entry.request().transaction(), TransactionState.PROGRESS));
    }

    static Claim granted(Right right, Outcome outcome, Generation side) {
        return new Claim(right, outcome, side);
    }

    static Claim first(Generation side) {
        return granted(Right.FIRST, Outcome.open(), side);
    }

    static Claim held(Generation side) {
        return granted(Right.HELD, Outcome.open(), side);
    }

    void hold() {
        routes.see(UNIT, Phase.SHADOW);
        routes.begin(UNIT, 0, TO_CANARY);
        routes.hold(UNIT, 1);
    }

    void moveAtOnce() {
        routes.see(UNIT, Phase.SHADOW);
        routes.begin(UNIT, 0, AT_ONCE);
    }

    CompletableFuture<Claim> claimed(Entry entry) {
        return ledger.claimAsync(entry, claim -> {}).toCompletableFuture();
    }

    static void finish(Routes routes) {
        new Mover(routes, CutOver.Limits.STANDARD).look(Duration.ZERO);
        assertThat(routes.find(UNIT)).contains(new Route(UNIT, Phase.CANARY, 2, null));
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    static void complete(SqlLedger gateway, Entry entry) {
        gateway.keep(
                entry.id(),
                new TransactionStatus(
                        entry.request().transaction(), TransactionState.COMPLETE, TransactionType.UPLOAD, List.of()));
    }

    static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
