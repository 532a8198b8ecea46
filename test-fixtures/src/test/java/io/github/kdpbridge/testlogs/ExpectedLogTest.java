package io.github.kdpbridge.testlogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.slf4j.LoggerFactory;

class ExpectedLogTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    /** Stands for the console. */
    private final ListAppender<ILoggingEvent> printed = new ListAppender<>();

    @BeforeEach
    void attach() {
        printed.start();
        root.addAppender(printed);
    }

    @AfterEach
    void detach() {
        root.detachAppender(printed);
    }

    @Test
    void expectedLines_areNotPrinted() {
        run(Talking.class, "warns").testEvents().assertStatistics(stats -> stats.succeeded(1));

        assertThat(printed.list).isEmpty();
    }

    @Test
    @ExpectedLog("the disk is on fire")
    void otherLines_arePrinted() {
        run(Talking.class, "warnsOfSomethingElse").testEvents().assertStatistics(stats -> stats.succeeded(1));

        assertThat(printed.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("the disk is on fire");
    }

    @Test
    void javaUtilLogging_isTheSameLog() {
        run(Talking.class, "warnsWithJavaUtilLogging").testEvents().assertStatistics(stats -> stats.succeeded(1));

        assertThat(printed.list).isEmpty();
    }

    @Test
    void exceptionThatEndsAThread_isALineToo() {
        run(Talking.class, "losesAThread").testEvents().assertStatistics(stats -> stats.succeeded(1));

        assertThat(printed.list).isEmpty();
    }

    @Test
    @ExpectedLog("the disk is full")
    void expectation_endsWithItsTest() {
        run(Talking.class, "warns").testEvents().assertStatistics(stats -> stats.succeeded(1));

        root.warn("the disk is full");

        assertThat(printed.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("the disk is full");
    }

    @Test
    void lineThatDoesNotCome_failsItsTest() {
        run(Silent.class, "saysNothing")
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1, finishedWithFailure(message("no line was logged that matches \"the disk is (full|slow)\"")));
    }

    private static EngineExecutionResults run(Class<?> test, String method) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(test, method))
                .enableImplicitConfigurationParameters(true)
                .configurationParameter("testlogs.patience", "PT0S")
                .execute();
    }

    /** Run by the tests above, and not by Surefire, which leaves out nested classes. */
    @ExpectedLog("disk [0-9] is slow")
    static class Talking {
        private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Talking.class);

        @Test
        @ExpectedLog("the disk is full")
        @ExpectedLog("so is\nthe other .*")
        void warns() {
            LOG.warn("the disk is {}", "full");
            LOG.error("so is\nthe other one", new IllegalStateException("full"));
            LOG.warn("disk 3 is slow");
        }

        @Test
        void warnsOfSomethingElse() {
            LOG.warn("the disk is on fire");
        }

        @Test
        @ExpectedLog("the disk is old")
        void warnsWithJavaUtilLogging() {
            java.util.logging.Logger.getLogger("disk").log(Level.WARNING, "the disk is {0}", "old");
        }

        @Test
        @ExpectedLog("thread disk ended with java.lang.NoClassDefFoundError: a class of the disk")
        void losesAThread() throws InterruptedException {
            Thread lost = new Thread(
                    () -> {
                        throw new NoClassDefFoundError("a class of the disk");
                    },
                    "disk");
            lost.start();
            lost.join();
        }
    }

    static class Silent {
        @Test
        @ExpectedLog("the disk is (full|slow)")
        void saysNothing() {}
    }
}
