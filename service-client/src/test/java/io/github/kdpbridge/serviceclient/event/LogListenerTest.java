package io.github.kdpbridge.serviceclient.event;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.base.Ticker;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@ExpectedLog("the service is otherwise than assumed \\(scope\\): .*")
class LogListenerTest {
    private static final String LOG = "io.github.kdpbridge.client";

    private final Logger logger = (Logger) LoggerFactory.getLogger(LOG);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Duration now = Duration.ZERO;
    private LogListener listener;

    @BeforeEach
    void start() {
        listener = new LogListener(LOG, new Ticker() {
            @Override
            public long read() {
                return now.toNanos();
            }
        });
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    @ExpectedLog("the service is otherwise than assumed \\(states\\): .*")
    void surprise_isWrittenWithWhatIsAssumedAndWhatMendsIt() {
        listener.surprise(Assumption.SCOPE, "invalid_scope");
        listener.surprise(Assumption.STATES, "state Queued 351800000000701");

        assertThat(lines())
                .containsExactly(
                        "the service is otherwise than assumed (scope): assumed is that the scope kdp may be asked for;"
                                + " seen was invalid_scope; if the service is so, the line for the gateway's"
                                + " configuration is: resellers[].gen2.auth.scope = SCOPE",
                        "the service is otherwise than assumed (states): assumed is that a transaction is in state"
                                + " Progress or Complete; seen was state Queued ***********0701");
    }

    /** The first 13 digits of an IMEI do not look like an identifier. */
    @Test
    @ExpectedLog(".*: the service sent code .*, which the error catalogue does not know; 1 in this answer")
    void identifierAtTheEndOfWhatIsShown_isMaskedAllTheSame() {
        String code = "x".repeat(49) + " 351800000000701 is unknown";

        listener.unknownCode(new Call(Operation.STATUS, "7"), new ServiceError(Condition.UNKNOWN, code, "NO", null), 1);

        assertThat(lines())
                .containsExactly("status 7: the service sent code " + "x".repeat(49)
                        + " ***********07… NO, which the error catalogue does not know; 1 in this answer");
    }

    @Test
    @ExpectedLog("the service is otherwise than assumed \\(rate\\): .*")
    void sameSurprise_isWrittenOnceAnHour() {
        listener.surprise(Assumption.SCOPE, "a");
        now = now.plus(Duration.ofMinutes(59));
        listener.surprise(Assumption.SCOPE, "b");
        listener.surprise(Assumption.RATE, "c");
        now = now.plus(Duration.ofMinutes(1));
        listener.surprise(Assumption.SCOPE, "d");
        listener.surprise(Assumption.SCOPE, "e");

        assertThat(lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("(scope)", "seen was a"),
                        line -> assertThat(line).contains("(rate)", "seen was c"),
                        line -> assertThat(line).contains("(scope)", "seen was d"));
    }
}
