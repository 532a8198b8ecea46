package io.github.kdpbridge.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.base.Ticker;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

@ExpectedLog("reseller 4680000925: it is assumed that .*; seen: .*")
class ContractWatchTest {
    private static final ResellerId FIRST = ResellerId.of("4680000925");
    private static final ResellerId SECOND = ResellerId.of("4680000926");

    private final Logger logger = (Logger) LoggerFactory.getLogger(ContractWatch.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final GatewayMeters meters = new GatewayMeters();
    private Duration passed = Duration.ZERO;
    private Instant now = Instant.parse("2026-11-25T10:00:00.123Z");
    private final ContractWatch watch = new ContractWatch(
            meters,
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            },
            new Ticker() {
                @Override
                public long read() {
                    return passed.toNanos();
                }
            });

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        meters.close();
    }

    private static String counter(ResellerId reseller, Assumption row, int count) {
        return "kdp_contract_surprises_total{reseller=\"" + reseller + "\",row=\"" + row.key() + "\"} " + count
                + ".0\n";
    }

    @ParameterizedTest
    @EnumSource
    void assumption_isCountedFromZero(Assumption row) {
        Surprises surprises = watch.of(FIRST);
        assertThat(meters.scrape()).contains(counter(FIRST, row, 0));

        surprises.seen(row, "something");
        surprises.seen(row, "something");
        watch.of(SECOND).seen(row, "something");

        assertThat(meters.scrape()).contains(counter(FIRST, row, 2), counter(SECOND, row, 1));
    }

    @Test
    void surprise_isToldWithTheLineToWrite() {
        watch.of(FIRST).seen(Assumption.STATUS_LAG, "no transaction for an id that has a receipt");
        watch.of(FIRST).seen(Assumption.STATUS_FILTER, "another transaction");

        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "reseller 4680000925: it is assumed that the status shows a transaction within the time set"
                                + " after its receipt; seen: no transaction for an id that has a receipt; if the"
                                + " service is so, write into the configuration: wire.gen2.statusLag = 180s",
                        "reseller 4680000925: it is assumed that a status takes transactionId as a filter;"
                                + " seen: another transaction");
    }

    @Test
    void sameSurprise_isToldOnceAnHour() {
        Surprises surprises = watch.of(FIRST);
        surprises.seen(Assumption.STATES, "Working");
        passed = Duration.ofMinutes(59);
        now = now.minus(Duration.ofDays(1)); // somebody set the clock
        watch.of(SECOND).seen(Assumption.STATES, "Working");
        assertThat(log.list).hasSize(1);

        passed = Duration.ofMinutes(60);
        surprises.seen(Assumption.STATES, "Working");

        assertThat(log.list).hasSize(2);
    }

    /** The client has its own counter and its own line in the log. */
    @Test
    void surpriseOfAClient_isShownAndNeitherCountedNorToldTwice() {
        watch.of(FIRST);
        watch.listener().surprise(Assumption.FORBIDDEN, "403 for the bare status too");

        assertThat(watch.state()).isEqualTo("forbidden seen once, last at 2026-11-25T10:00:00Z");
        assertThat(meters.scrape()).contains(counter(FIRST, Assumption.FORBIDDEN, 0));
        assertThat(log.list).isEmpty();
    }

    @Test
    void health_tellsWhatWasSeenHowOftenAndWhen() {
        assertThat(watch.state()).isEqualTo("as assumed");
        watch.of(FIRST).seen(Assumption.STATES, "Working");
        watch.of(FIRST).seen(Assumption.STATUS_FILTER, "another");
        now = now.plusSeconds(61);
        watch.of(SECOND).seen(Assumption.STATES, "Working");

        assertThat(watch.name()).isEqualTo("contract");
        assertThat(watch.state())
                .isEqualTo("status-filter seen once, last at 2026-11-25T10:00:00Z;"
                        + " states seen 2 times, last at 2026-11-25T10:01:01Z");
        assertThat(watch.trouble()).as("it keeps no gateway from its work").isEmpty();
    }

    @Test
    void namesOfTheRows_standForThemselvesInJson() {
        assertThat(List.of(Assumption.values())).extracting(Assumption::key).allMatch(key -> key.matches("[a-z0-9-]+"));
    }
}
