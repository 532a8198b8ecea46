package io.github.kdpbridge.core.migration.shadow;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.core.migration.Units;
import io.github.kdpbridge.testfixtures.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A comparison between two services whose time a test moves. */
final class ShadowFixture implements Units {
    static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    static final Unit UNIT = UnitKind.CUSTOMER.unit(FakeSide.RESELLER, CUSTOMER, null);
    static final DeviceQuery DEVICES = DeviceQuery.of(CUSTOMER);
    static final String A = "351800000000702";
    static final String B = "350000000000006";

    final FakeSide gen1 = new FakeSide();
    final FakeSide gen2 = new FakeSide();
    final InMemoryParity store = new InMemoryParity();
    final TestClock clock = TestClock.at(Instant.parse("2026-11-26T12:00:00Z"));
    final Map<TransactionId, Unit> transactions = new HashMap<>();
    Phase phase = Phase.SHADOW;
    Phase phaseOfAccount = Phase.SHADOW;
    boolean isQuiet = true;
    double random;
    final List<Verdict> told = new ArrayList<>();
    private long nanos = -5;
    private Shadow shadow = build(ShadowSettings.STANDARD, store);

    Shadow build(ShadowSettings settings, ParityStore kept) {
        shadow = Shadow.builder(new ShadowSide(gen1, gen1), new ShadowSide(gen2, gen2), this, kept)
                .settings(settings)
                .listener(told::add)
                .clock(clock)
                .ticker(new Ticker() {
                    @Override
                    public long read() {
                        return nanos;
                    }
                })
                .random(() -> random)
                .build();
        return shadow;
    }

    Shadow shadow() {
        return shadow;
    }

    void pass(Duration time) {
        nanos += time.toNanos();
        clock.pass(time);
        shadow.look();
    }

    /** Lets time pass in steps of a second. */
    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            pass(Duration.ofSeconds(1));
        }
    }

    <A> void answered(ReadRequest<A> question, Generation side, A answer) {
        shadow.answered(question, side, answer, null);
    }

    /** Returns the sum of all verdicts, also of those that are not stored yet. */
    Tally tally() {
        pass(Duration.ofSeconds(10));
        return store.counts(FakeSide.RESELLER, Instant.EPOCH).stream()
                .map(Parity::tally)
                .reduce(Tally.empty(), Tally::plus);
    }

    static Page<ListedDevice> page(String... imeis) {
        return new Page<>(
                Arrays.stream(imeis)
                        .map(imei -> ListedDevice.of(DeviceId.imei(imei)))
                        .toList(),
                (long) imeis.length,
                0);
    }

    static RefusedException refused(Condition condition, String code) {
        return new RefusedException(
                "devices page 0", new ServiceError(condition, code, condition.name(), null), 404, null, false);
    }

    private Route route(Unit unit) {
        return Route.first(unit, unit.isAccount() ? phaseOfAccount : phase);
    }

    @Override
    public Route of(ReadRequest<?> question) {
        return route(
                question instanceof DeviceQuery query
                        ? UnitKind.CUSTOMER.unit(FakeSide.RESELLER, query.customer(), null)
                        : Unit.account(FakeSide.RESELLER));
    }

    @Override
    public Optional<Route> of(TransactionId transaction) {
        return Optional.ofNullable(transactions.get(transaction)).map(this::route);
    }

    @Override
    public boolean isQuiet(Unit unit, Instant since) {
        return isQuiet;
    }
}
