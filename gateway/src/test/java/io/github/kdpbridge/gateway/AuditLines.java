package io.github.kdpbridge.gateway;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** The lines of the audit log during a test; they go nowhere else. */
public final class AuditLines implements BeforeEachCallback, AfterEachCallback, Iterable<String> {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger log = (Logger) LoggerFactory.getLogger("io.github.kdpbridge.gateway.audit");
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };

    @Override
    public void beforeEach(ExtensionContext test) {
        appender.start();
        log.setLevel(Level.INFO);
        log.setAdditive(false);
        log.addAppender(appender);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        log.detachAppender(appender);
        log.setLevel(null);
        log.setAdditive(true);
    }

    public void clear() {
        lines.clear();
    }

    @Override
    public Iterator<String> iterator() {
        return lines.iterator();
    }
}
