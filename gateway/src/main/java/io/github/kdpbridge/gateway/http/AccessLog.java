package io.github.kdpbridge.gateway.http;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.Gen1Subject;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line for every request, in {@code key=value}. Never a key, a token, a query, a body or a device. Caller text
 * cannot end the line or start another field.
 */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.kdpbridge.gateway.access");
    private static final int LONGEST_VALUE = 128;
    private static final int LIKELY_LENGTH = 256;
    private static final CharMatcher NOT_PLAIN = CharMatcher.inRange('!', '~')
            .and(CharMatcher.noneOf("\"="))
            .negate()
            .precomputed();
    private static final String NOTHING = "-";

    private AccessLog() {}

    /**
     * Logs a request.
     *
     * @param nanos the time from its head to its end
     */
    static void log(Visit visit, long nanos) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        Gen1Subject subject = visit.subject();
        ResellerId reseller = subject.reseller();
        Line line = new Line();
        line.put("id", "requestId", visit.id());
        line.put("remote", visit.caller().map(InetAddress::getHostAddress).orElse(NOTHING));
        line.put("method", visit.isReadable() ? value(visit.method()) : NOTHING);
        line.put("path", visit.isReadable() ? path(visit) : NOTHING);
        line.put("version", visit.isReadable() ? value(visit.version()) : NOTHING);
        line.put("status", visit.isAnswered() ? visit.status() : NOTHING);
        line.put("in", visit.received());
        line.put("out", visit.sent());
        line.put("ms", nanos / 1_000_000);
        line.put("operation", value(subject.operation()));
        line.put("reseller", reseller == null ? NOTHING : reseller.value());
        line.put("transaction", value(subject.transactionId()));
        visit.trace().ifPresent(trace -> line.put("trace", TraceContext.MDC_KEY, trace.id()));
        line.log();
    }

    /** Returns the path of a request as a log may show it. */
    static String path(Visit visit) {
        return value(DeviceId.maskedIn(visit.path()));
    }

    /** A line of text, and the same as values for a log in JSON, which lacks those that are unknown. */
    private static final class Line {
        private final StringBuilder text = new StringBuilder(LIKELY_LENGTH);
        private LoggingEventBuilder event = LOG.atInfo();

        private void put(String name, Object value) {
            put(name, name, value);
        }

        private void put(String name, String key, Object value) {
            text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value);
            if (!NOTHING.equals(value)) {
                event = event.addKeyValue(key, value);
            }
        }

        private void log() {
            event.log(text.toString());
        }
    }

    private static String value(@Nullable String text) {
        return text == null || text.isEmpty()
                ? NOTHING
                : NOT_PLAIN.replaceFrom(Ascii.truncate(text, LONGEST_VALUE, "~"), '?');
    }
}
