package io.github.kdpbridge.gateway;

import com.google.common.base.Ascii;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.gen1facade.Gen1Subject;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line a request, in {@code key=value}, whoever answered it. Never a key, a token, a query, a body or a device. What
 * a caller wrote cannot end the line or begin another field.
 */
final class AccessLog implements RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.kdpbridge.gateway.access");
    private static final int LONGEST_VALUE = 128;
    private static final Pattern NOT_PLAIN = Pattern.compile("[^!-~]|[\"=]");
    private static final String NOTHING = "-";

    @Override
    public void log(Request request, Response response) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        Gen1Subject subject = Subjects.of(request);
        LOG.info(
                "id={} remote={} method={} path={} version={} status={} in={} out={} ms={} operation={} reseller={} "
                        + "transaction={}",
                RequestId.of(request),
                remote(request),
                value(request.getMethod()),
                value(DeviceId.maskedIn(String.valueOf(request.getHttpURI().getPath()))),
                value(request.getConnectionMetaData().getHttpVersion().asString()),
                response.getStatus(),
                Request.getContentBytesRead(request),
                Response.getContentBytesWritten(response),
                NanoTime.millisSince(request.getHeadersNanoTime()),
                value(subject.operation()),
                subject.reseller() == null ? NOTHING : subject.reseller().value(),
                value(subject.transactionId()));
    }

    private static String remote(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : NOTHING;
    }

    private static String value(@Nullable String text) {
        return text == null || text.isEmpty()
                ? NOTHING
                : NOT_PLAIN.matcher(Ascii.truncate(text, LONGEST_VALUE, "~")).replaceAll("?");
    }
}
