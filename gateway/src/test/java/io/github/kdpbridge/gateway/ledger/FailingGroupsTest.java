package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.base.Ticker;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@Tag("one-jdk")
class FailingGroupsTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(FailingGroups.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong();
    private final FailingGroups groups = new FailingGroups(new Ticker() {
        @Override
        public long read() {
            return nanos.get();
        }
    });

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            groups.failed(3, new IllegalStateException("made up"));
        }
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel().levelStr.equals("WARN"))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void failuresBetweenWhichAGroupIsCommitted_areNotTold() {
        fail(9);
        groups.committed();
        fail(9);

        assertThat(warnings()).isEmpty();
    }

    @Test
    @ExpectedLog("the last [0-9]+ groups of the ledger failed, .*")
    void failuresInARow_areToldOnceAMinute() {
        fail(10);
        nanos.addAndGet(59_999_999_999L);
        fail(10);
        assertThat(warnings())
                .containsExactly(
                        "the last 10 groups of the ledger failed, and each of their writes is recorded alone: made up");

        nanos.incrementAndGet();
        fail(2);

        assertThat(warnings())
                .hasSize(2)
                .last()
                .isEqualTo(
                        "the last 21 groups of the ledger failed, and each of their writes is recorded alone: made up");
    }
}
