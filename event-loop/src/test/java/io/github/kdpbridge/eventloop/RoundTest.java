package io.github.kdpbridge.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.eventloop.Round.Step;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The test's thread is that of a loop, whose tasks wait until {@link #endRound}. */
class RoundTest {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> taken = new ArrayList<>();

    @AfterEach
    void leave() {
        FastThreadLocal.removeAll();
    }

    private Runnable noting(String name) {
        return () -> taken.add(name);
    }

    private void endRound() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Test
    void stepsOfOneKind_areTakenTogether() {
        Round.begin(tasks::add);
        Round.take(Step.FLUSH, 1, noting("flush 1"));
        Round.take(Step.REQUEST, 1, noting("request 2"));
        Round.take(Step.RECORD, 1, noting("record 0"));
        Round.take(Step.ANSWER, 1, noting("answer 3"));
        Round.take(Step.REQUEST, 1, noting("request 4"));
        assertThat(taken).isEmpty();

        endRound();

        assertThat(taken).containsExactly("request 2", "request 4", "answer 3", "flush 1", "record 0");
    }

    @Test
    void stepsThatFollow_areTakenInTheSameRound() {
        Round.begin(tasks::add);
        for (String request : List.of("1", "2")) {
            Round.take(Step.REQUEST, 1, () -> {
                taken.add("request " + request);
                Round.take(Step.WRITE, 1, () -> {
                    taken.add("write " + request);
                    Round.take(Step.FLUSH, 1, noting("flush " + request));
                });
            });
        }
        tasks.add(noting("the next task"));

        endRound();

        assertThat(taken)
                .containsExactly("request 1", "request 2", "write 1", "write 2", "flush 1", "flush 2", "the next task");
    }

    /** What the end of a request begins is not left for a round that may be long in coming. */
    @Test
    void earlierStepOfTheNextRequest_isTakenToo() {
        Round.begin(tasks::add);
        Round.take(Step.FLUSH, 1, () -> Round.take(Step.REQUEST, 1, noting("request")));

        endRound();

        assertThat(taken).containsExactly("request");
    }

    @Test
    void nextRound_takesItsOwnSteps() {
        Round.begin(tasks::add);
        Round.take(Step.REQUEST, 1, noting("first"));
        endRound();
        Round.take(Step.REQUEST, 1, noting("second"));

        endRound();

        assertThat(taken).containsExactly("first", "second");
    }

    @Test
    void round_isOneTask() {
        Round.begin(tasks::add);
        for (int i = 0; i < 100; i++) {
            Round.take(Step.REQUEST, 1, noting("request " + i));
        }
        assertThat(tasks).hasSize(1);

        endRound();

        assertThat(taken).hasSize(100).startsWith("request 0", "request 1").endsWith("request 99");
    }

    @Test
    void manyBytes_goOnAtOnce() {
        Round.begin(tasks::add);

        Round.take(Step.FLUSH, 16 << 10, noting("small"));
        Round.take(Step.FLUSH, (16 << 10) + 1, noting("large"));

        assertThat(taken).containsExactly("large");
    }

    @Test
    void otherThread_takesItsStepsAtOnce() {
        Round.take(Step.FLUSH, 1, noting("flush"));

        assertThat(taken).containsExactly("flush");
    }

    @Test
    @ExpectedLog("a step of a request failed")
    void failure_keepsNoOtherFromItsStep() {
        Round.begin(tasks::add);
        Round.take(Step.REQUEST, 1, () -> {
            throw new OutOfMemoryError("as it may be");
        });
        Round.take(Step.REQUEST, 1, noting("request"));
        Round.take(Step.RECORD, 1, noting("record"));

        endRound();

        assertThat(taken).containsExactly("request", "record");
    }

    @Test
    void loopThatEnds_takesItsStepsAtOnce() {
        Round.begin(task -> {
            throw new RejectedExecutionException("the loop ends");
        });

        Round.take(Step.REQUEST, 1, noting("request"));
        Round.take(Step.FLUSH, 1, noting("flush"));

        assertThat(taken).containsExactly("request", "flush");
    }

    @Test
    void stepThatCannotBePutOff_isNotTaken() {
        List<Runnable> first = new ArrayList<>();
        Round.begin(task -> {
            if (first.isEmpty()) {
                first.add(task);
                throw new OutOfMemoryError("as it may be");
            }
            tasks.add(task);
        });
        assertThatThrownBy(() -> Round.take(Step.REQUEST, 1, noting("lost"))).isInstanceOf(OutOfMemoryError.class);
        Round.take(Step.REQUEST, 1, noting("kept"));

        endRound();

        assertThat(taken).containsExactly("kept");
    }
}
