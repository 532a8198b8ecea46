package io.github.kdpbridge.core.migration;

import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.ForwardingLedger;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.ledger.Side;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A ledger and the routes of a migration, both in memory: a new write is claimed on the side that serves its unit, and no
 * unit changes its side during a claim. They end with their process, and with them the sides of transaction ids, so that a
 * repeat in the next process may go to the other side: meant for tests, and for programs whose customers have moved before
 * they end.
 *
 * <p>Safe for use by many threads.
 */
public final class RoutedMemory extends ForwardingLedger {
    private final InMemoryLedger ledger;
    private final InMemoryRoutes routes;
    private final UnitKind kind;
    private final Phase start;
    private final Quiet quiet;
    private final Clock clock;

    /**
     * How long a write holds up a move.
     *
     * @param absent the quarantine of a write that the service does not know, during which it may still arrive
     * @param unfinished the longest time that an accepted transaction, or a contested one, is waited for
     */
    public record Quiet(Duration absent, Duration unfinished) {
        /** The defaults: 6 minutes and 24 hours. */
        public static final Quiet STANDARD = new Quiet(Duration.ofMinutes(6), Duration.ofHours(24));

        public Quiet {
            Objects.requireNonNull(absent, "absent");
            Objects.requireNonNull(unfinished, "unfinished");
        }
    }

    private RoutedMemory(InMemoryLedger ledger, UnitKind kind, Phase start, Quiet quiet, Clock clock) {
        super(ledger);
        this.ledger = ledger;
        this.kind = kind;
        this.start = start;
        this.quiet = quiet;
        this.clock = clock;
        this.routes = new InMemoryRoutes(clock, this::isDrained);
    }

    /**
     * Returns an empty ledger.
     *
     * @param kind what moves as one
     * @param start the phase of a unit that was never seen
     * @param clock the clock of the program that claims the writes
     */
    public static RoutedMemory of(UnitKind kind, Phase start, Quiet quiet, Clock clock) {
        InMemoryLedger ledger = InMemoryLedger.keepingSides(InMemoryLedger.STANDARD_BYTES);
        return new RoutedMemory(ledger, kind, start, quiet, clock);
    }

    /** Returns the routes of its units. */
    public InMemoryRoutes routes() {
        return routes;
    }

    /** Returns the side of a list, or of the status of a transaction that is not known here. */
    public Generation sideOf(ResellerId reseller, Request<?> question) {
        return routes.see(kind.unit(reseller, question), start).lists();
    }

    /** Returns the units of an account, for a comparison of its services. */
    public Units units(ResellerId reseller) {
        return new Units() {
            @Override
            public Route of(ReadRequest<?> question) {
                return routes.see(kind.unit(reseller, question), start);
            }

            @Override
            public Optional<Route> of(TransactionId transaction) {
                return ledger.writes(reseller, transaction).stream()
                        .findFirst()
                        .map(entry -> routes.see(unit(entry), start));
            }

            @Override
            public boolean isQuiet(Unit unit, Instant since) {
                return Stream.of(Generation.values())
                        .flatMap(side -> ledger.on(side).stream())
                        .filter(entry -> unit.isAccount()
                                ? entry.reseller().equals(reseller)
                                : unit(entry).equals(unit))
                        .allMatch(entry -> entry.since().isBefore(since) && !holdsUp(entry, clock.instant()));
            }
        };
    }

    /** Returns whether no unit of an account is served by generation 2, one that was never seen included. */
    public boolean isUnmoved(ResellerId reseller) {
        return start.writes() == Generation.GEN1
                && routes.all(reseller).stream().allMatch(route -> route.writes() == Generation.GEN1);
    }

    @Override
    public Claim claim(Entry entry) {
        return routes.claim(unit(entry), start, route -> ledger.claim(entry, side(route)));
    }

    private Side side(Route route) {
        return new Side(route.writes(), route.isHeld(), clock.instant().minus(quiet.absent()));
    }

    @Override
    public CompletionStage<Claim> claimAsync(Entry entry, Consumer<? super Claim> noted) {
        return Stages.of(() -> {
            Claim claim = claim(entry);
            noted.accept(claim);
            return claim;
        });
    }

    private Unit unit(Entry entry) {
        return kind.unit(entry.reseller(), entry.request());
    }

    private boolean isDrained(Unit unit, Generation side) {
        return holdingUp(unit, side).findAny().isEmpty() && (side == Generation.GEN2 || !mayUnreadArrive(unit));
    }

    private boolean mayUnreadArrive(Unit unit) {
        Instant from = clock.instant().minus(quiet.absent());
        return routes.lastUnread(unit.reseller()).filter(from::isBefore).isPresent();
    }

    /**
     * Returns questions for the accepted transactions that hold up a move of a unit. To ask a program over this ledger tells
     * whether they are complete.
     */
    public List<StatusRequest> unfinished(Unit unit) {
        Generation side = routes.see(unit, start).writes();
        return holdingUp(unit, side)
                .filter(Entry::isAccepted)
                .map(entry -> StatusRequest.of(whole(entry).request()))
                .distinct()
                .toList();
    }

    private Entry whole(Entry entry) {
        return entry.origin() == null
                ? entry
                : ledger.find(entry.origin().id()).map(this::whole).orElse(entry);
    }

    private Stream<Entry> holdingUp(Unit unit, Generation side) {
        Instant now = clock.instant();
        return ledger.on(side).stream().filter(entry -> unit(entry).equals(unit) && holdsUp(entry, now));
    }

    private boolean holdsUp(Entry entry, Instant now) {
        Duration age = Duration.between(entry.since(), now);
        if (entry.isAccepted()) {
            // Of a write with steps, the steps are complete or not.
            return age.compareTo(quiet.unfinished()) < 0
                    && ledger.kept(entry.id()).isEmpty()
                    && ledger.steps(entry.id()).isEmpty();
        }
        if (entry.outcome() instanceof Outcome.Absent) {
            return age.compareTo(quiet.absent()) < 0;
        }
        if (entry.outcome() instanceof Outcome.Contested) {
            return age.compareTo(quiet.unfinished()) < 0;
        }
        return !(entry.outcome() instanceof Outcome.Refused);
    }
}
