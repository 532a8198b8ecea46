package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reader that is given up, and one that reads in the end. */
class SlowReaderTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SIZE = 2;

    private final GatewayMeters meters = new GatewayMeters();
    private final UnreadAnswers unread = new UnreadAnswers(1 << 20, PATIENCE, meters);
    private final AtomicInteger dropped = new AtomicInteger();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final ChannelPromise written = channel.newPromise();

    @BeforeEach
    void send() {
        channel.freezeTime();
        unread.watch(written, SIZE, dropped::incrementAndGet);
    }

    @AfterEach
    void stop() {
        channel.finishAndReleaseAll();
        meters.close();
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void readerThatDoesNotRead_isGivenUpOnce_andCountsUntilItsAnswerIsGone() {
        pass(PATIENCE.minusSeconds(1));
        assertThat(dropped).hasValue(0);
        assertThat(unread.bytes()).isEqualTo(SIZE);

        pass(Duration.ofSeconds(1));
        assertThat(dropped).hasValue(1);
        assertThat(unread.bytes()).isEqualTo(SIZE);

        written.setFailure(new IllegalStateException("the stream was reset"));
        pass(PATIENCE);
        assertThat(dropped).hasValue(1);
        assertThat(unread.bytes()).isZero();
        assertThat(meters.scrape()).contains("kdp_gateway_rejected_total{limit=\"answer_time\"} 1.0");
    }

    @Test
    void readerThatReadsInTime_isLeftAlone() {
        pass(PATIENCE.minusSeconds(1));
        written.setSuccess();

        pass(PATIENCE);

        assertThat(dropped).hasValue(0);
        assertThat(unread.bytes()).isZero();
        assertThat(meters.scrape()).contains("kdp_gateway_rejected_total{limit=\"answer_time\"} 0.0");
    }
}
