package io.github.kdpbridge.core.migration;

import static io.github.kdpbridge.core.migration.Causes.UNIT;
import static io.github.kdpbridge.core.migration.Causes.customer;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.StopFacts.Rates;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallRatesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final CallRates rates = new CallRates(Duration.ofMinutes(10), new Ticker() {
        @Override
        public long read() {
            return nanos.get();
        }
    });

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void count(Generation side, int calls, int failed) {
        for (int i = 0; i < calls; i++) {
            rates.count(UNIT, side, i < failed);
        }
    }

    @Test
    void unitThatNeverCalled_hasNoShares() {
        assertThat(rates.of(UNIT)).isEqualTo(new Rates(Share.NONE, Share.NONE));
    }

    @Test
    void sidesAndUnits_areCountedApart() {
        count(Generation.GEN1, 50, 1);
        count(Generation.GEN2, 20, 3);

        assertThat(rates.of(UNIT)).isEqualTo(new Rates(new Share(3, 20), new Share(1, 50)));
        assertThat(rates.of(customer("1200000322"))).isEqualTo(new Rates(Share.NONE, Share.NONE));
    }

    /** A ticker may begin anywhere, below zero too. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2})
    void callsOfGeneration2_areForgottenAfterTenMinutes(long start) {
        nanos.set(start - Math.floorMod(start, TimeUnit.MINUTES.toNanos(1)));
        count(Generation.GEN2, 20, 3);
        pass(Duration.ofMinutes(5));
        count(Generation.GEN2, 10, 1);
        pass(Duration.ofMinutes(4));
        assertThat(rates.of(UNIT).gen2()).isEqualTo(new Share(4, 30));
        pass(Duration.ofMinutes(1));
        assertThat(rates.of(UNIT).gen2()).isEqualTo(new Share(1, 10));
        pass(Duration.ofMinutes(5));
        assertThat(rates.of(UNIT).gen2()).isEqualTo(Share.NONE);
    }

    @Test
    void callsOfGeneration1_areWhatIsUsualForAMonth() {
        count(Generation.GEN1, 50, 1);
        pass(Duration.ofDays(26));
        assertThat(rates.of(UNIT).gen1()).isEqualTo(new Share(1, 50));
        pass(Duration.ofDays(4));
        assertThat(rates.of(UNIT).gen1()).isEqualTo(Share.NONE);
    }

    @Test
    void longSilence_forgetsAll() {
        count(Generation.GEN2, 20, 3);
        pass(Duration.ofDays(29));

        assertThat(rates.of(UNIT).gen2()).isEqualTo(Share.NONE);
    }

    @Test
    void unitsThatCallers_inventArePushedOut() {
        for (int i = 0; i < 30_000; i++) {
            rates.count(customer(Integer.toString(1_300_000_000 + i)), Generation.GEN1, false);
        }

        assertThat(rates.of(customer("1300000000")).gen1()).isEqualTo(Share.NONE);
        assertThat(rates.of(customer("1300029999")).gen1()).isEqualTo(new Share(0, 1));
    }
}
