package io.github.kdpbridge.core.ledger;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Ticker;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.ReadListener;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.SteadyClock;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.async.Scheduler;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.async.Timer;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A program that does each write once, however often it is asked for.
 *
 * <p>A write is recorded in a {@link Ledger} before it is sent. A repeat, with the same transaction id and the same content,
 * gets the receipt of the first, also while the first is still under way and from another process that shares the ledger.
 * If the outcome of an earlier attempt is unknown, the service is asked before anything is sent. The same transaction
 * id with other content goes to the service, which refuses it.
 *
 * <p>A status names every device that was submitted, in the order submitted, because the ledger remembers them; the service
 * names failed ones only (documented). A transaction that the ledger does not know has the status that the service shows,
 * with {@link io.github.kdpbridge.core.DeviceCoverage#FAILED_ONLY}.
 *
 * <p>A write of more devices than {@link Builder#deviceLimit} is cut into several, and is one transaction for the caller: in
 * its receipt, its status, the lists and a removal. A part that the service refuses for good shows as failed devices in the
 * status, because the parts before it cannot be undone.
 *
 * <p>Throws {@link RefusedLocallyException} with {@link RefusedLocallyException.Reason#LEDGER} while the ledger cannot be
 * used. If another caller's same write takes longer than {@link Builder#patience}, the exception says that its outcome is
 * not known yet. Safe for use by many threads.
 */
public final class LedgerProgram implements DeploymentProgram {
    private final LedgerContext context;
    private final LedgerWriter writer;
    private final LedgerStatuses statuses;
    private final Handlers handlers;

    private LedgerProgram(Builder builder) {
        Scheduler scheduler = builder.scheduler;
        this.context = new LedgerContext(
                builder.program,
                builder.ledger,
                builder,
                scheduler == null ? new Timer(Ticker.systemTicker(), LedgerContext.THREADS) : scheduler);
        this.statuses = new LedgerStatuses(context);
        this.writer = new LedgerWriter(context, statuses.holdings());
        this.handlers = handlers(context.old());
    }

    private Handlers handlers(DeploymentProgram old) {
        SideReads reads = new SideReads(context, statuses::status, old);
        return Handlers.builder()
                .writes(request -> writer.write(request, old))
                .on(Operation.STATUS, request -> notSent(request, reads.status(request)))
                .on(Operation.TRANSACTIONS, query -> reads.list(query, this::completed))
                .on(Operation.DEVICES, query -> reads.list(query, this::named))
                .on(Operation.CUSTOMERS, query -> reads.list(query, context.program()::send))
                .on(Operation.RESELLERS, query -> reads.list(query, context.program()::send))
                .otherwise(context.program())
                .build();
    }

    /** Returns a program with the defaults of a {@link #builder}. */
    public static LedgerProgram of(DeploymentProgram program, Ledger ledger) {
        return builder(program, ledger).build();
    }

    /**
     * Starts a program.
     *
     * @param program does the work; stays the caller's to close
     * @param ledger remembers it; stays the caller's to close
     */
    public static Builder builder(DeploymentProgram program, Ledger ledger) {
        return new Builder(program, ledger);
    }

    @Override
    public ResellerId reseller() {
        return context.reseller();
    }

    @Override
    public <A> CompletionStage<A> send(Request<A> request) {
        return Stages.bare(handlers.send(request));
    }

    @Override
    public boolean remembersWrites() {
        return true;
    }

    /**
     * Carries out a request of a caller that brought its own way to the old service.
     *
     * @param old is sent this very request, or nothing: in a gateway, it passes the caller's bytes on
     * @return the answer, as by {@link #send(Request)}
     */
    public <A> CompletionStage<A> send(Request<A> request, DeploymentProgram old) {
        return Stages.bare(handlers(old).send(request));
    }

    private CompletionStage<Page<TransactionStatus>> completed(TransactionsQuery query) {
        return context.program()
                .send(query)
                .thenCompose(page -> notSent(
                        query,
                        Stages.inTurn(page.items(), statuses::listed)
                                .thenApply(listed -> page.with(listed.stream()
                                        .flatMap(Optional::stream)
                                        .toList()))));
    }

    /** Names each device by the identifier that it was uploaded with, as generation 1 does (assumed). */
    private CompletionStage<Page<ListedDevice>> named(DeviceQuery query) {
        return context.program()
                .send(query)
                .thenCompose(page -> notSent(
                        query,
                        context.ask(
                                query.label(), () -> new UploadedNames(context.ledger(), reseller()).applyTo(page))));
    }

    private static <T> CompletionStage<T> notSent(Request<?> request, CompletionStage<T> answer) {
        return Stages.recover(answer, LedgerException.class, e -> Stages.failed(e.notSent(request.label())));
    }

    /**
     * Settles the abandoned writes of this reseller, as a crash leaves them: asks the service for their outcomes, and
     * completes a write in parts of which some arrived. Reads one at a time from the ledger, and none after the service
     * could not be reached. Meant to be called at the start and from time to time; several callers at once do no harm.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    public Settling settleAbandoned() {
        List<String> abandoned = context.ledger().abandoned(reseller());
        Settling.Count count = new Settling.Count();
        for (String id : abandoned) {
            if (count.isInTrouble()) {
                count.postpone();
            } else {
                context.ledger().find(id).ifPresent(entry -> settle(entry, count));
            }
        }
        if (abandoned.size() == Ledger.MOST_ABANDONED) {
            count.postpone(); // there may be more
        }
        return count.result();
    }

    private void settle(Entry entry, Settling.Count count) {
        try {
            count.add(Waiting.on(
                    entry.request().label(), true, () -> writer.settler().settle(entry)));
        } catch (KdpException e) {
            count.failed(e, Settler.isRefusedForGood(e));
        }
    }

    /** Collects the settings of a {@link LedgerProgram}; not safe for several threads. */
    public static final class Builder {
        /** How long the status of a transaction may lag behind its receipt, unless set: 60 s (assumed). */
        public static final Duration STANDARD_STATUS_LAG = Duration.ofSeconds(60);

        final DeploymentProgram program;
        final Ledger ledger;
        int deviceLimit = Integer.MAX_VALUE;
        Duration statusLag = STANDARD_STATUS_LAG;
        Surprises surprises = Surprises.ignored();
        RepeatedUploads repeatedUploads = RepeatedUploads.ignored();
        Clock clock = SteadyClock.system();
        Duration patience = Duration.ofSeconds(30);
        AskedSide asked = request -> Generation.GEN2;

        @Nullable DeploymentProgram old;

        @Nullable ReadListener listener;

        @Nullable Scheduler scheduler;

        private Builder(DeploymentProgram program, Ledger ledger) {
            this.program = Objects.requireNonNull(program, "program");
            this.ledger = Objects.requireNonNull(ledger, "ledger");
        }

        /**
         * The most devices to send in one request. The service has a limit that is not published, so that by default
         * nothing is cut.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder deviceLimit(int deviceLimit) {
            checkArgument(deviceLimit >= 1, "deviceLimit must be 1 or more, not %s", deviceLimit);
            this.deviceLimit = deviceLimit;
            return this;
        }

        /**
         * How long the status of a transaction may lag behind its receipt; 60 s by default (assumed). Until then, a status
         * that does not show a transaction is no proof that it was not taken.
         *
         * @throws IllegalArgumentException if it is negative
         */
        @CanIgnoreReturnValue
        public Builder statusLag(Duration statusLag) {
            checkArgument(!statusLag.isNegative(), "statusLag must not be negative, but is %s", statusLag);
            this.statusLag = statusLag;
            return this;
        }

        /** What is told of signs that the service is not as it is assumed to be; nothing by default. */
        @CanIgnoreReturnValue
        public Builder surprises(Surprises surprises) {
            this.surprises = Objects.requireNonNull(surprises, "surprises");
            return this;
        }

        /** What is told of uploads that were sent again under another transaction id; nothing by default. */
        @CanIgnoreReturnValue
        public Builder repeatedUploads(RepeatedUploads repeatedUploads) {
            this.repeatedUploads = Objects.requireNonNull(repeatedUploads, "repeatedUploads");
            return this;
        }

        /** The clock by which a status may lag; by default a steady one, to which a set system clock does nothing. */
        @CanIgnoreReturnValue
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** How long to wait while another caller does the same write; 30 s by default. */
        @CanIgnoreReturnValue
        public Builder patience(Duration patience) {
            this.patience = Objects.requireNonNull(patience, "patience");
            return this;
        }

        /**
         * Serves some customers by the old service, for as long as they have not moved. The ledger decides in the claim of a
         * write which service takes it; a write that was sent to one of them stays with it, with its repeats and its
         * status. The ledger must be one for both generations.
         *
         * @param old the old service; it is sent each attempt of a caller as it is, and stays the caller's to close
         * @param asked the side of a request where no claim decides
         */
        @CanIgnoreReturnValue
        public Builder oldService(DeploymentProgram old, AskedSide asked) {
            this.old = Objects.requireNonNull(old, "old");
            this.asked = Objects.requireNonNull(asked, "asked");
            return this;
        }

        /** Hears of the questions that either service answered, during a migration; none by default. */
        @CanIgnoreReturnValue
        public Builder listener(ReadListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        @CanIgnoreReturnValue
        Builder scheduler(Scheduler scheduler) {
            this.scheduler = scheduler;
            return this;
        }

        /** Returns the program. */
        public LedgerProgram build() {
            return new LedgerProgram(this);
        }
    }
}
