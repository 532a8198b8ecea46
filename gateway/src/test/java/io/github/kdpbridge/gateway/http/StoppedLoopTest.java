package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A loop that takes no work, as one does that was closed before the gateway, or without memory. */
@Tag("one-jdk")
class StoppedLoopTest {
    private final EventLoop stopped = new DefaultEventLoop();
    private boolean isStopped;
    private final EmbeddedChannel channel = new EmbeddedChannel() {
        @Override
        public EventLoop eventLoop() {
            return isStopped ? stopped : super.eventLoop();
        }
    };

    @AfterEach
    void end() {
        isStopped = false;
        channel.finishAndReleaseAll();
    }

    private void stop() {
        var unused = stopped.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(20, TimeUnit.SECONDS);
        isStopped = true;
    }

    /** The rest of the gateway's end was left out. */
    @Test
    void connectionOfAStoppedLoop_doesNotKeepTheGatewayFromItsEnd() {
        ReceiveDeadlines deadlines = new ReceiveDeadlines(Limits.standard());
        var unused = deadlines.opened(channel);
        stop();

        deadlines.hurry();

        assertThat(deadlines.connections()).isEqualTo(1);
    }

    /** Its bytes were counted for ever. */
    @Test
    void answerThatCannotBeWatched_isNotUnreadAfterItsEnd() {
        try (GatewayMeters meters = new GatewayMeters()) {
            UnreadAnswers unread = new UnreadAnswers(1000, Duration.ofMinutes(1), meters);
            ChannelPromise written = new DefaultChannelPromise(channel, ImmediateEventExecutor.INSTANCE);
            stop();
            assertThatThrownBy(() -> unread.watch(written, 10, () -> {}))
                    .isInstanceOf(RejectedExecutionException.class);

            written.setFailure(new IOException("a test"));

            assertThat(unread.bytes()).isZero();
        }
    }
}
