package io.github.kdpbridge.eventloop;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of a loop: the requests and answers that were ready together take each step together, before any takes the next.
 * The processor's caches hold the code of one step, not of all, and what is sent wakes its readers once a round.
 */
public final class Round {
    /** The steps, in the order in which a round takes them. */
    public enum Step {
        /** A request is translated. */
        REQUEST,
        /** An answer of the service is read, and its caller's answer made of it. */
        ANSWER,
        /** A request or an answer is made bytes. */
        WRITE,
        /** The bytes go to the operating system. */
        FLUSH,
        /** What was done is logged. */
        RECORD
    }

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);
    private static final FastThreadLocal<Round> HERE = new FastThreadLocal<>();
    /** Of more bytes, a step is taken at once: the caches hold them now, and would lose them to those of other requests. */
    private static final int LARGE = 16 << 10;

    private final Executor loop;
    private final Runnable steps = this::run;
    private final ImmutableMap<Step, ArrayDeque<Runnable>> waiting =
            Maps.toMap(EnumSet.allOf(Step.class), step -> new ArrayDeque<>());
    private boolean due;

    private Round(Executor loop) {
        this.loop = loop;
    }

    /** Has a loop work in rounds. On its thread. */
    static void begin(Executor loop) {
        HERE.set(new Round(loop));
    }

    /**
     * Takes a step with those of its kind in this round; at once if it is about many bytes, if the calling thread is not a
     * loop's, or if the loop ends.
     *
     * @param bytes how many bytes the step is about
     * @param work tells of its own failures: what it throws is logged, and nobody else hears of it
     * @throws Error if there is no memory to put the step off; it is not taken then
     */
    public static void take(Step step, long bytes, Runnable work) {
        Round here = bytes > LARGE ? null : HERE.getIfExists();
        if (here == null) {
            work.run();
        } else {
            here.put(step, work);
        }
    }

    private void put(Step step, Runnable work) {
        ArrayDeque<Runnable> kind = Objects.requireNonNull(waiting.get(step), "kind");
        kind.addLast(work);
        if (due) {
            return;
        }
        try {
            due = true;
            loop.execute(steps);
        } catch (RejectedExecutionException e) { // the loop ends
            run();
        } catch (Throwable e) {
            due = false;
            kind.removeLast();
            throw e;
        }
    }

    private void run() {
        boolean taken = true;
        while (taken) { // the end of one request may begin the next, whose bytes are there
            taken = false;
            for (ArrayDeque<Runnable> kind : waiting.values()) {
                for (Runnable work = kind.poll(); work != null; work = kind.poll()) {
                    taken = true;
                    run(work);
                }
            }
        }
        due = false;
    }

    private static void run(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) { // it must not keep the others from theirs
            LOG.error("a step of a request failed", e);
        }
    }
}
