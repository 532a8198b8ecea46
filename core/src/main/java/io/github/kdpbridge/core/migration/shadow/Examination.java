package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question on its way to its verdict: the other side is asked, and the answers are compared. A difference is looked at again
 * after each pause, with both sides asked anew. For one thread at a time, which never waits here.
 */
final class Examination<A> {
    /** How long it waits for the budget. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ShadowContext context;
    private final Judge judge;
    private final Question<A> question;
    private final boolean isSample;
    private int round;
    private long due;
    private @Nullable Compared before;
    private @Nullable Pair<A> asked;

    /** The two answers of a round, and generation 1's second answer if the question is a sample for the noise. */
    private record Pair<A>(
            Asked<A> gen1, Asked<A> gen2, @Nullable Asked<A> again, Instant since) {
        boolean isOver(long now) {
            return gen1.isOver(now) && gen2.isOver(now) && (again == null || again.isOver(now));
        }
    }

    /** @param isSample whether generation 1 is asked twice, for the noise */
    Examination(ShadowContext context, Judge judge, Question<A> question, boolean isSample) {
        this.context = context;
        this.judge = judge;
        this.question = question;
        this.isSample = isSample;
        this.due = context.ticker().read();
    }

    Unit unit() {
        return question.route().unit();
    }

    Operation<?, A> operation() {
        return question.request().operation();
    }

    /** Returns whether nothing was asked yet. */
    boolean isNew() {
        return asked == null && round == 0;
    }

    /** Goes on as far as it can. Returns the end; null if there is none yet. */
    @Nullable Ended look(Budget budget) {
        long now = context.ticker().read();
        if (asked == null) {
            if (now - due < 0) {
                return null;
            }
            if (!budget.take(toAsk(), now)) {
                return now - due > PATIENCE.toNanos() ? givenUp() : null;
            }
            asked = round == 0 ? first(now) : again(now);
        }
        return asked.isOver(now) ? judged(asked, now) : null;
    }

    private List<Generation> toAsk() {
        if (round > 0) {
            return List.of(Generation.GEN1, Generation.GEN2);
        }
        Generation other = question.answered().other();
        return isSample ? List.of(other, Generation.GEN1) : List.of(other);
    }

    private Ended givenUp() {
        return round == 0
                ? Ended.without(unit(), operation(), new Verdict.Dropped(), Incomparable.UNREACHABLE)
                : Ended.notCompared(unit(), operation(), Incomparable.UNREACHABLE);
    }

    private Pair<A> first(long now) {
        Generation other = question.answered().other();
        Asked<A> served = Asked.answered(question.answered().answer());
        Asked<A> compared = ask(other, now);
        Asked<A> again = isSample ? ask(Generation.GEN1, now) : null;
        return other == Generation.GEN2
                ? new Pair<>(served, compared, again, question.at())
                : new Pair<>(compared, served, again, question.at());
    }

    private Pair<A> again(long now) {
        Instant since = context.clock().instant();
        return new Pair<>(ask(Generation.GEN1, now), ask(Generation.GEN2, now), null, since);
    }

    private Asked<A> ask(Generation side, long now) {
        return Asked.begin(context.side(side).reads(), question.request(), question.origin(), now);
    }

    private @Nullable Ended judged(Pair<A> pair, long now) {
        Answer<A> gen1 = pair.gen1().answer();
        Answer<A> gen2 = pair.gen2().answer();
        Compared compared = compared(gen1, gen2, pair.since());
        if (round == 0) {
            learnNoise(compared, gen1, pair.again());
        }
        Compared confirmed = before == null ? compared : before.confirmedBy(compared);
        Verdict verdict = judge.verdict(unit(), operation(), confirmed);
        List<Duration> confirm = context.settings().confirm();
        if (verdict instanceof Verdict.Mismatched && round < confirm.size()) {
            before = confirmed;
            due = now + confirm.get(round).toNanos();
            round++;
            asked = null;
            return null;
        }
        return context.ended(unit(), operation(), verdict, confirmed, gen1, gen2);
    }

    private Compared compared(Answer<A> gen1, Answer<A> gen2, Instant since) {
        if (Weight.of(gen1.value()) > Weight.LIMIT || Weight.of(gen2.value()) > Weight.LIMIT) {
            return Compared.not(Incomparable.TOO_LARGE);
        }
        Compared compared = context.comparison().compare(operation(), gen1, gen2);
        boolean isThere = compared.incomparable() != Incomparable.UNREACHABLE;
        return isThere && !context.units().isQuiet(unit(), since) ? Compared.not(Incomparable.CHANGED) : compared;
    }

    private void learnNoise(Compared compared, Answer<A> gen1, @Nullable Asked<A> again) {
        judge.compared(operation(), compared);
        if (again != null && compared.incomparable() == null) {
            judge.sampled(operation(), gen1, again.answer());
        }
    }
}
