package io.github.kdpbridge.core.async;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimerTest {
    @Test
    void pauseOfAClosedTimer_isNotKept() {
        Timer timer = new Timer(Ticker.systemTicker(), Runnable::run);
        timer.close();
        WeakReference<?> pause = new WeakReference<>(timer.pause(Duration.ofHours(1)));

        for (int i = 0; i < 50 && pause.get() != null; i++) {
            System.gc();
        }

        assertThat(pause.get()).isNull();
        assertThat(timer.pause(Duration.ofHours(1))).isCompletedWithValue(false);
    }
}
