package io.github.kdpbridge.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection that has sent its last answer. A caller that is still sending would not see that answer if the
 * connection were reset, so what comes is discarded until the caller closes, is silent, or has sent for long enough. Only for
 * its loop's thread.
 */
final class Farewell {
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(5);

    private final Channel channel;
    private final ReceiveDeadlines.Wait wait;
    private final long begun = System.nanoTime();

    Farewell(Channel channel, ReceiveDeadlines.Wait wait) {
        this.channel = channel;
        this.wait = wait;
    }

    /**
     * Begins it.
     *
     * @param ended whether the caller has ended its side already
     */
    void begin(boolean ended) {
        if (!(channel instanceof DuplexChannel duplex)) {
            var unused = channel.close();
            return;
        }
        duplex.config().setAutoRead(true);
        SslHandler tls = duplex.pipeline().get(SslHandler.class);
        Future<?> told = tls == null ? duplex.newSucceededFuture() : tls.closeOutbound();
        told.addListener(done -> {
            var unused = ended ? duplex.close() : duplex.shutdownOutput();
        });
        look();
    }

    private void look() {
        long now = System.nanoTime();
        long left = Math.min(LONGEST - (now - begun), SILENCE - wait.silence(now));
        if (left > 0 && channel.isOpen()) {
            var unused = channel.eventLoop().schedule(this::look, left, TimeUnit.NANOSECONDS);
        } else {
            var unused = channel.close();
        }
    }
}
