package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.testlogs.ExpectedLog;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("one-jdk")
class PostponedTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int NOTHING_WAITS = -1;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Deque<Runnable> begun = new ArrayDeque<>();
    private final AtomicInteger times = new AtomicInteger();
    private Throwable shortage;
    private final Postponed postponed = new Postponed(channel.eventLoop(), this::begin);

    @AfterEach
    void close() {
        postponed.close();
        channel.finishAndReleaseAll();
    }

    private void begin(Runnable work) {
        if (shortage instanceof Error error) {
            throw error;
        }
        if (shortage instanceof RuntimeException exception) {
            throw exception;
        }
        begun.add(work);
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        while (!begun.isEmpty()) {
            begun.remove().run();
        }
    }

    @Test
    void repeatedWork_isDoneAfterEachPause() {
        postponed.every(MINUTE, times::incrementAndGet);

        for (int minute = 1; minute <= 3; minute++) {
            pass(MINUTE);
            assertThat(times).hasValue(minute);
        }
    }

    /** The certificate's files would not be looked at for the rest of the gateway's life. */
    @Test
    @ExpectedLog("no thread could be started for work beside the requests, which is tried again: .*")
    void workForWhichThereIsNoThread_isTriedAgain() {
        postponed.every(MINUTE, times::incrementAndGet);
        shortage = new OutOfMemoryError("unable to create native thread");
        pass(MINUTE);
        shortage = new RejectedExecutionException("a test");
        pass(MINUTE);
        assertThat(times).hasValue(0);

        shortage = null;
        pass(MINUTE);
        pass(MINUTE);
        assertThat(times).hasValue(2);
    }

    @Test
    void workThatFails_isRepeated() {
        postponed.every(MINUTE, () -> {
            times.incrementAndGet();
            throw new IllegalStateException("a test");
        });
        for (int minute = 1; minute <= 2; minute++) {
            channel.advanceTimeBy(1, TimeUnit.MINUTES);
            channel.runScheduledPendingTasks();
            Runnable work = begun.remove();
            assertThatThrownBy(work::run).hasMessage("a test");
        }
        assertThat(times).hasValue(2);
    }

    @Test
    void whatIsClosed_doesNothingMore_andKeepsNothing() {
        postponed.after(MINUTE, times::incrementAndGet);
        postponed.every(MINUTE, times::incrementAndGet);

        postponed.close();
        postponed.after(MINUTE, times::incrementAndGet);

        assertThat(channel.runScheduledPendingTasks()).isEqualTo(NOTHING_WAITS);
        pass(MINUTE);
        assertThat(times).hasValue(0);
    }
}
