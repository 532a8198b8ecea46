package io.github.kdpbridge.core.migration.shadow;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Joiner;
import com.google.common.base.Ticker;
import com.google.common.collect.Maps;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.ListQuery;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ReadListener;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.SteadyClock;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.Units;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Compares the answers that callers of an account got with the other service's answers to the same questions. It hears of a
 * question when its caller has the answer, and puts some of them to the other service later, from {@link #look()}: it asks
 * only, holds up no caller, and changes nothing.
 *
 * <p>A question is compared while its unit is in a phase that has a {@linkplain
 * io.github.kdpbridge.core.migration.Phase#shadow() shadow}, and ends in one {@link Verdict}. A difference counts if it is
 * there again after each pause of {@link ShadowSettings#confirm}, with both sides asked anew.
 *
 * <p>Safe for use by many threads. {@link #close()} it at the end, so that no count is lost.
 */
public final class Shadow implements ReadListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);
    private static final Verdict TOO_LARGE = new Verdict.NotCompared(Incomparable.TOO_LARGE);

    private final AtomicBoolean isBroken = new AtomicBoolean();
    private final ShadowContext context;
    private final QuestionQueue queue;
    private final Sampling sampling;
    private final Judge judge;
    private final Results results;
    private final Examinations examinations;

    private Shadow(Builder builder) {
        Comparison comparison = Comparison.create(builder.catalogue, builder.oneSided, builder.store.masking());
        this.context = new ShadowContext(
                builder.sides,
                builder.units,
                builder.store,
                comparison,
                builder.settings,
                builder.clock,
                builder.ticker);
        this.queue = new QuestionQueue(builder.settings.queue());
        this.sampling = new Sampling(builder.settings.share(), builder.random);
        this.judge = new Judge(comparison, builder.store);
        this.results = new Results(context, judge, builder.listener);
        this.examinations = new Examinations(context, queue, judge, results);
    }

    /**
     * Starts a comparison of the services of one account.
     *
     * @param gen1 the old service
     * @param gen2 generation 2
     * @param units tells what a question is about
     * @param store keeps the results; asked for its masking at once, which may block
     * @throws IllegalArgumentException if the services are asked for different accounts
     */
    public static Builder builder(ShadowSide gen1, ShadowSide gen2, Units units, ParityStore store) {
        return new Builder(gen1, gen2, units, store);
    }

    /** Never blocks, and never throws. A question that finds no room is dropped, and counted. */
    @Override
    public <A> void answered(
            ReadRequest<A> question, Generation side, @Nullable A answer, @Nullable KdpException failure) {
        try {
            offer(question, side, answer, failure);
        } catch (RuntimeException e) {
            if (!isBroken.getAndSet(true)) {
                LOG.warn("reseller {}: {} cannot be compared; said once", context.reseller(), question.label(), e);
            }
        }
    }

    private <A> void offer(
            ReadRequest<A> question, Generation side, @Nullable A answer, @Nullable KdpException failure) {
        if (!context.comparison().compares(question.operation())) {
            return;
        }
        Route route = context.units().of(question);
        if (route.phase().shadow().isEmpty() && !(question instanceof StatusRequest)) {
            return;
        }
        Sampling.Subject subject = new Sampling.Subject(route.unit(), question.operation());
        Instant now = context.clock().instant();
        boolean isFirst = sampling.isFirst(subject, TimeUnit.SECONDS.toHours(now.getEpochSecond()));
        if (!isFirst && !sampling.isChosen(route.phase())) {
            return;
        }
        Answer<A> given = new Answer<>(answer, failure);
        Question.Answered<A> answered = new Question.Answered<>(side, given, Weight.of(answer));
        Question<A> asked = new Question<>(question, route, answered, now, MDC.get(Asked.REQUEST_ID));
        Verdict verdict = verdict(asked, isFirst);
        if (verdict == null) {
            return;
        }
        if (isFirst && !verdict.equals(TOO_LARGE)) {
            sampling.forget(subject);
        }
        if (asked.isCompared()) {
            results.add(route.unit(), question.operation(), verdict);
        }
    }

    /** Returns the verdict on a question that is not put to the other side; null if it waits for that. */
    private @Nullable Verdict verdict(Question<?> question, boolean isFirst) {
        Answer<?> answer = question.answered().answer();
        if (answer.failure() != null && answer.refusal() == null) {
            return new Verdict.NotCompared(Incomparable.UNREACHABLE);
        }
        if (question.answered().weight() > Weight.LIMIT) {
            return TOO_LARGE;
        }
        return queue.offer(question, isFirst) ? null : new Verdict.Dropped();
    }

    /**
     * Goes on with the questions as far as it can without waiting for a service. Meant to be called a few times a second, by
     * one thread for all accounts; it may ask the ledger and the store.
     */
    public void look() {
        examinations.look();
        results.storeIfDue();
    }

    /** Stores what was counted and learnt since the last time, as {@link #look()} does each ten seconds. */
    public void store() {
        results.store();
    }

    /**
     * Returns what {@link #compareLists} can compare: the devices of a unit, and for the account's own unit also the
     * customers and the resellers.
     *
     * @throws IllegalArgumentException if the unit's name is not one of a customer or vendor
     */
    public List<Operation<?, ?>> lists(Unit unit) {
        return WholeLists.queries(unit).keySet().asList();
    }

    /**
     * Compares a whole list of a unit now. Reads at most 100,000 items on each side, twice if they differ, and holds the
     * calling thread meanwhile. Counts as a comparison of the unit, and its differences are recorded.
     *
     * @param operation one of {@link #lists}
     * @throws IllegalArgumentException if it is none of them, it is a unit of another account, or its name is not one of a
     *     customer or vendor
     */
    public ListsCompared compareLists(Unit unit, Operation<?, ?> operation) {
        checkArgument(
                unit.reseller().equals(context.reseller()),
                "%s is not a unit of reseller %s",
                unit,
                context.reseller());
        ListQuery<?> query = WholeLists.queries(unit).get(operation);
        if (query == null) {
            throw new IllegalArgumentException("whole lists of %s are not compared for %s; legal are: %s"
                    .formatted(operation, unit, Joiner.on(", ").join(lists(unit))));
        }
        return compare(unit, query);
    }

    private <T> ListsCompared compare(Unit unit, ListQuery<T> query) {
        WholeLists<T> whole = new WholeLists<>(context, unit, query);
        WholeLists.Lists<T> lists = whole.read();
        Compared confirmed = lists.compared();
        Verdict verdict = judge.verdict(unit, query.operation(), confirmed);
        if (verdict instanceof Verdict.Mismatched) {
            lists = whole.read();
            confirmed = confirmed.confirmedBy(lists.compared());
            verdict = judge.verdict(unit, query.operation(), confirmed);
        }
        results.add(context.ended(unit, query.operation(), verdict, confirmed, lists.gen1(), lists.gen2()));
        results.store();
        return new ListsCompared(lists.count(lists.gen1()), lists.count(lists.gen2()), verdict);
    }

    /** Adds what something else than a comparison taught. Takes no time, and is stored with the counts. */
    public void learn(Learnt learnt) {
        results.learn(learnt);
    }

    /** Stores the counts. Questions that have no verdict yet are dropped. */
    @Override
    public void close() {
        examinations.close();
        results.store();
    }

    /** Collects the settings of a {@link Shadow}; not safe for several threads. */
    public static final class Builder {
        private final Map<Generation, ShadowSide> sides;
        private final Units units;
        private final ParityStore store;
        private ErrorCatalogue catalogue = ErrorCatalogue.standard();
        private OneSided oneSided = OneSided.documented();
        private ShadowSettings settings = ShadowSettings.STANDARD;
        private Consumer<? super Verdict> listener = verdict -> {};
        private Clock clock = SteadyClock.system();
        private Ticker ticker = Ticker.systemTicker();
        private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

        private Builder(ShadowSide gen1, ShadowSide gen2, Units units, ParityStore store) {
            checkArgument(
                    gen1.reads().reseller().equals(gen2.reads().reseller()),
                    "generation 1 is asked for reseller %s, generation 2 for %s",
                    gen1.reads().reseller(),
                    gen2.reads().reseller());
            this.sides = Maps.immutableEnumMap(Map.of(Generation.GEN1, gen1, Generation.GEN2, gen2));
            this.units = Objects.requireNonNull(units, "units");
            this.store = Objects.requireNonNull(store, "store");
        }

        /** The translation of errors that callers get; {@link ErrorCatalogue#standard()} by default. */
        @CanIgnoreReturnValue
        public Builder catalogue(ErrorCatalogue catalogue) {
            this.catalogue = Objects.requireNonNull(catalogue, "catalogue");
            return this;
        }

        /** The fields that only one generation has; {@link OneSided#documented()} by default. */
        @CanIgnoreReturnValue
        public Builder oneSided(OneSided oneSided) {
            this.oneSided = Objects.requireNonNull(oneSided, "oneSided");
            return this;
        }

        /** How much is compared; {@link ShadowSettings#STANDARD} by default. */
        @CanIgnoreReturnValue
        public Builder settings(ShadowSettings settings) {
            this.settings = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /** Is told of each verdict, for a meter; it must neither block nor throw. Nobody is told by default. */
        @CanIgnoreReturnValue
        public Builder listener(Consumer<? super Verdict> listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** The ledger's clock; by default one that begins with the system's time. */
        @CanIgnoreReturnValue
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** Measures pauses and deadlines. */
        @CanIgnoreReturnValue
        Builder ticker(Ticker ticker) {
            this.ticker = ticker;
            return this;
        }

        /** Gives numbers from 0 to 1, by which calls are chosen. */
        @CanIgnoreReturnValue
        Builder random(DoubleSupplier random) {
            this.random = random;
            return this;
        }

        /** Returns the comparison. */
        public Shadow build() {
            return new Shadow(this);
        }
    }
}
