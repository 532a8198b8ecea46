package io.github.kdpbridge.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/** A scheduler that notes what is to be done, and how much later; a test does it. */
public final class Later extends AbstractLifeCycle implements Scheduler {
    private final List<Duration> delays = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();

    @Override
    public Task schedule(Runnable task, long delay, TimeUnit unit) {
        delays.add(Duration.of(delay, unit.toChronoUnit()));
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** Returns how much later each was to be done, also what was cancelled. */
    public List<Duration> delays() {
        return delays;
    }

    /** Returns what was not cancelled. */
    public List<Runnable> tasks() {
        return tasks;
    }
}
