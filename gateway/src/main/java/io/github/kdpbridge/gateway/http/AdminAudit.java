package io.github.kdpbridge.gateway.http;

import com.google.common.base.Ascii;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.Visible;
import io.github.kdpbridge.gateway.config.AdminAccess;
import java.net.InetAddress;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line for every act of an operator, in {@code key=value}, refused ones too; never a token or a full device id. Their
 * text cannot end the line.
 */
final class AdminAudit {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.kdpbridge.gateway.audit");
    private static final int LONGEST = 2048;

    /**
     * Notes the answer to an act.
     *
     * @param access the operator; null if nobody was known
     * @param asked what was asked for, as far as it was read
     * @param error the refusal; null if it is none
     */
    void note(@Nullable AdminAccess access, Request request, String asked, int status, @Nullable String error) {
        String act = line(request.getHttpURI().getPathQuery());
        String who = access == null ? "-" : access.name();
        String remote =
                AdminTokens.remote(request).map(InetAddress::getHostAddress).orElse("-");
        String said = asked.isEmpty() ? "-" : line(asked);
        String refused = error == null ? null : line(error);
        LoggingEventBuilder event = LOG.atInfo()
                .addKeyValue("act", act)
                .addKeyValue("who", who)
                .addKeyValue("remote", remote)
                .addKeyValue("status", status)
                .addKeyValue("asked", said);
        if (refused != null) {
            event = event.addKeyValue("refused", refused);
        }
        event.log(
                "act={} who={} remote={} status={} asked={}{}",
                act,
                who,
                remote,
                status,
                said,
                refused == null ? "" : " refused=" + refused);
    }

    private static String line(String text) {
        // Masked before the cut: the rest of an identifier would not be known as one.
        String beginning = DeviceId.maskedIn(Ascii.truncate(text, 2 * LONGEST, ""));
        return Ascii.truncate(Visible.line(beginning), LONGEST, "~");
    }
}
