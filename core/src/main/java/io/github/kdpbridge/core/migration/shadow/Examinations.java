package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Route;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the questions of the queue to the other side, and stores what they come to. */
final class Examinations {
    private static final Logger LOG = LoggerFactory.getLogger(Examinations.class);
    /** Those that wait for an answer, or for another look. */
    private static final int MOST_OPEN = 100;

    private static final int SAMPLE = 20;

    private final ShadowContext context;
    private final QuestionQueue queue;
    private final Judge judge;
    private final Budget budget;
    private final Results results;
    private final List<Examination<?>> open = new ArrayList<>();
    private @Nullable Examination<?> next;
    private long questions;

    Examinations(ShadowContext context, QuestionQueue queue, Judge judge, Results results) {
        this.context = context;
        this.queue = queue;
        this.judge = judge;
        this.budget = new Budget(context);
        this.results = results;
    }

    synchronized void look() {
        for (Iterator<Examination<?>> each = open.iterator(); each.hasNext(); ) {
            if (hasEnded(each.next())) {
                each.remove();
            }
        }
        while (open.size() < MOST_OPEN) {
            if (next == null) {
                next = begin();
            }
            if (next == null) {
                return;
            }
            boolean hasEnded = hasEnded(next);
            if (!hasEnded && next.isNew()) {
                return;
            }
            if (!hasEnded) {
                open.add(next);
            }
            next = null;
        }
    }

    /** Whatever is thrown, an Error too, ends this question and no other. */
    private boolean hasEnded(Examination<?> examination) {
        Ended ended;
        try {
            ended = examination.look(budget);
        } catch (Throwable e) {
            tell(e);
            ended = Ended.notCompared(examination.unit(), examination.operation(), Incomparable.FAILED);
        }
        if (ended != null) {
            results.add(ended);
        }
        return ended != null;
    }

    /** The ledger itself tells of its trouble. */
    private void tell(Throwable e) {
        if (e instanceof LedgerException) {
            LOG.debug("reseller {}: a comparison failed: {}", context.reseller(), e.getMessage());
        } else {
            LOG.warn("reseller {}: a comparison failed", context.reseller(), e);
        }
    }

    /** Returns the next question of the queue whose unit is compared; null if there is none. */
    private @Nullable Examination<?> begin() {
        for (Question<?> question = queue.poll(); question != null; question = queue.poll()) {
            Route route = question.route();
            try {
                route = route(question);
            } catch (RuntimeException e) {
                tell(e);
                results.add(Ended.notCompared(route.unit(), question.request().operation(), Incomparable.FAILED));
                continue;
            }
            if (route.phase().shadow().isPresent()) {
                return begin(question.about(route));
            }
            drop(question);
        }
        return null;
    }

    private <A> Examination<A> begin(Question<A> question) {
        questions++;
        return new Examination<>(context, judge, question, questions % SAMPLE == 0);
    }

    /** A status is about the unit of its write, which only the ledger knows. */
    private Route route(Question<?> question) {
        return question.request() instanceof StatusRequest status
                ? context.units().of(status.transaction()).orElse(question.route())
                : context.units().of(question.request());
    }

    private void drop(Question<?> question) {
        if (question.isCompared()) {
            results.drop(question.route().unit(), question.request().operation());
        }
    }

    /** Drops what has no verdict yet. */
    synchronized void close() {
        for (Question<?> question = queue.poll(); question != null; question = queue.poll()) {
            drop(question);
        }
        if (next != null) {
            open.add(next);
            next = null;
        }
        open.forEach(each -> results.drop(each.unit(), each.operation()));
        open.clear();
    }
}
