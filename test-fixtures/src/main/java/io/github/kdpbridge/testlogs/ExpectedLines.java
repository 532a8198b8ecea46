package io.github.kdpbridge.testlogs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps an appender from printing the lines that the running tests expect. */
final class ExpectedLines extends Filter<ILoggingEvent> {
    private final List<ExpectedLine> expected = new CopyOnWriteArrayList<>();

    void add(List<ExpectedLine> lines) {
        expected.addAll(lines);
    }

    void remove(List<ExpectedLine> lines) {
        // By identity: two tests may expect the same.
        lines.forEach(expected::remove);
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        FilterReply reply = FilterReply.NEUTRAL;
        for (ExpectedLine line : expected) {
            if (line.matches(event.getFormattedMessage())) {
                reply = FilterReply.DENY;
            }
        }
        return reply;
    }
}
