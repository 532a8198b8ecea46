package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.testfixtures.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerClockTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    private final TestClock database = TestClock.at(NOON);
    /** It is ten minutes slow. */
    private final TestClock system = TestClock.at(NOON.minusSeconds(600));

    private long nanos;
    private final LedgerClock clock = new LedgerClock(NOON, () -> nanos, database::millis, system);

    private void pass(Duration time) {
        nanos += time.toNanos();
        database.pass(time);
        system.pass(time);
    }

    /** The other gateways have gone on: what this one sends is not to be older than what they sent before. */
    @Test
    void machineThatWasSuspended_catchesUp() {
        pass(SECOND);
        database.pass(HOUR);
        system.pass(HOUR);
        assertThat(clock.instant()).isEqualTo(NOON.plus(SECOND));

        clock.catchUp();
        assertThat(clock.instant()).isEqualTo(NOON.plus(SECOND).plus(HOUR));

        pass(SECOND);
        clock.catchUp();
        assertThat(clock.instant()).isEqualTo(NOON.plus(SECOND.multipliedBy(2)).plus(HOUR));
        assertThat(clock.steady().instant())
                .as("nothing is forgotten because of it")
                .isEqualTo(NOON.plus(SECOND.multipliedBy(2)));
    }

    @Test
    void clockOfAnotherZone_showsTheSameInstants() {
        Clock there = clock.withZone(ZoneId.of("Asia/Seoul"));
        pass(HOUR);
        database.pass(HOUR);
        system.pass(HOUR);
        clock.catchUp();

        assertThat(there.getZone()).isEqualTo(ZoneId.of("Asia/Seoul"));
        assertThat(there.instant()).isEqualTo(clock.instant()).isEqualTo(NOON.plus(HOUR.multipliedBy(2)));
    }

    @Test
    void clockThatIsSetAheadAlone_movesNothing() {
        database.pass(HOUR);
        clock.catchUp();
        assertThat(clock.instant()).isEqualTo(NOON);

        database.pass(HOUR.negated());
        system.pass(HOUR);
        clock.catchUp();
        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void clocksThatAreSetBack_moveNothing() {
        database.pass(HOUR);
        system.pass(HOUR);
        clock.catchUp();
        database.pass(HOUR.multipliedBy(-2));
        system.pass(HOUR.multipliedBy(-2));
        clock.catchUp();

        assertThat(clock.instant()).isEqualTo(NOON.plus(HOUR));
    }

    @Test
    void databaseThatDoesNotAnswer_movesNothing() {
        LedgerClock alone = new LedgerClock(
                NOON,
                () -> nanos,
                () -> {
                    throw new LedgerException("the ledger's database cannot be used", new IllegalStateException());
                },
                system);
        system.pass(HOUR);

        alone.catchUp();

        assertThat(alone.instant()).isEqualTo(NOON);
    }

    /** A counter that stands still is that of a machine that is suspended all the time. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void clockOfASharedLedger_catchesUpByItself() {
        LedgerStore.Postgresql given = postgresql.empty();
        LedgerStore.Postgresql store = new LedgerStore.Postgresql(
                given.url(), given.user(), given.password(), given.retention(), Duration.ofMillis(100));
        Ticker still = new Ticker() {
            @Override
            public long read() {
                return 0;
            }
        };
        try (SqlLedger ledger = SqlLedger.open(store, still, Clock.systemUTC(), HOUR)) {
            Instant start = ledger.clock().instant();
            while (!ledger.clock().instant().isAfter(start.plusMillis(200))) {
                Thread.onSpinWait();
            }
        }
    }
}
