package io.github.kdpbridge.gateway.http;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.operator.Subjects;
import io.github.kdpbridge.gen1facade.Gen1Subject;
import java.net.InetAddress;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for every request, in {@code key=value}. Never a key, a token, a query, a body or a device. Caller text
 * cannot end the line or start another field.
 */
final class AccessLog implements RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.kdpbridge.gateway.access");
    private static final int LONGEST_VALUE = 128;
    private static final int LIKELY_LENGTH = 256;
    private static final CharMatcher NOT_PLAIN = CharMatcher.inRange('!', '~')
            .and(CharMatcher.noneOf("\"="))
            .negate()
            .precomputed();
    private static final String NOTHING = "-";

    private final Callers callers;

    AccessLog(Callers callers) {
        this.callers = callers;
    }

    @Override
    public void log(Request request, Response response) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        Gen1Subject subject = Subjects.of(request);
        StringBuilder line = new StringBuilder(LIKELY_LENGTH).append("id=").append(RequestId.of(request));
        line.append(" remote=")
                .append(callers.of(request).map(InetAddress::getHostAddress).orElse(NOTHING));
        line.append(" method=").append(value(request.getMethod()));
        line.append(" path=")
                .append(value(
                        DeviceId.maskedIn(String.valueOf(request.getHttpURI().getPath()))));
        line.append(" version=")
                .append(value(request.getConnectionMetaData().getHttpVersion().asString()));
        line.append(" status=").append(response.getStatus());
        line.append(" in=").append(Request.getContentBytesRead(request));
        line.append(" out=").append(Response.getContentBytesWritten(response));
        line.append(" ms=").append(NanoTime.millisSince(request.getHeadersNanoTime()));
        line.append(" operation=").append(value(subject.operation()));
        ResellerId reseller = subject.reseller();
        line.append(" reseller=").append(reseller == null ? NOTHING : reseller.value());
        line.append(" transaction=").append(value(subject.transactionId()));
        LOG.info(line.toString());
    }

    private static String value(@Nullable String text) {
        return text == null || text.isEmpty()
                ? NOTHING
                : NOT_PLAIN.replaceFrom(Ascii.truncate(text, LONGEST_VALUE, "~"), '?');
    }
}
