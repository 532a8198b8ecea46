package io.github.kdpbridge.testlogs;

import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Heeds {@link ExpectedLog} in every test, and brings what is logged with {@code java.util.logging} into the same log, and
 * what threads end with.
 */
public final class ExpectedLogExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(ExpectedLogExtension.class);
    private static final Namespace NAMESPACE = Namespace.create(ExpectedLogExtension.class);
    private static final String LINES = "lines";
    /** How long to wait for a line, unless the configuration of JUnit says otherwise. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Made by JUnit. */
    public ExpectedLogExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        expect(context, ExpectedLine.of(context.getRequiredTestClass()));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        expect(context, ExpectedLine.of(context.getRequiredTestMethod()));
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        try {
            // A test that has failed says why by itself.
            if (context.getExecutionException().isEmpty()) {
                Duration patience = context.getConfigurationParameter("testlogs.patience", Duration::parse)
                        .orElse(PATIENCE);
                for (ExpectedLine line : lines(context)) {
                    line.await(patience);
                }
            }
        } finally {
            filter(context).remove(lines(context));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        filter(context).remove(lines(context));
    }

    private static void expect(ExtensionContext context, List<ExpectedLine> lines) {
        context.getStore(NAMESPACE).put(LINES, lines);
        filter(context).add(lines);
    }

    @SuppressWarnings("unchecked")
    private static List<ExpectedLine> lines(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(LINES, List.class);
    }

    /** One for all tests of a JVM. */
    private static ExpectedLines filter(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(ExpectedLines.class, unused -> install(), ExpectedLines.class);
    }

    private static ExpectedLines install() {
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, e) -> LOG.error("thread {} ended with {}", thread.getName(), e.toString(), e));
        ExpectedLines filter = new ExpectedLines();
        filter.start();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.iteratorForAppenders().forEachRemaining(appender -> appender.addFilter(filter));
        return filter;
    }
}
