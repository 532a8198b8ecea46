package io.github.kdpbridge.eventloop;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
    /** A list that has no memory to grow is as it was, which a deque is not. */
    private final ImmutableMap<Step, List<Runnable>> waiting =
            Maps.toMap(EnumSet.allOf(Step.class), step -> new ArrayList<>());

    private final ImmutableList<List<Runnable>> inOrder = waiting.values().asList();
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
     * @param work must tell of its own failures: when it was put off, what it throws is logged, and nobody else hears of it
     * @throws Error if there is no memory to put the step off, which is not taken then; and what a step throws that is taken
     *     at once
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
        List<Runnable> kind = Objects.requireNonNull(waiting.get(step), "kind");
        kind.add(work);
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
            kind.remove(kind.size() - 1);
            throw e;
        }
    }

    /** Needs no memory of its own: a round that broke off would be the loop's last. */
    private void run() {
        while (takeAll()) {
            // The end of one request may begin the next, whose bytes are there.
        }
        due = false;
    }

    private boolean takeAll() {
        boolean taken = false;
        for (int step = 0; step < inOrder.size(); step++) {
            List<Runnable> kind = inOrder.get(step);
            for (int i = 0; i < kind.size(); i++) { // it may grow meanwhile
                take(kind.get(i));
            }
            taken |= !kind.isEmpty();
            kind.clear();
        }
        return taken;
    }

    /** What fails must not keep the others from their steps. */
    private static void take(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            log(e);
        }
    }

    private static void log(Throwable failure) {
        try {
            LOG.error("a step of a request failed", failure);
        } catch (Throwable e) {
            // There is no memory to say so.
        }
    }
}
