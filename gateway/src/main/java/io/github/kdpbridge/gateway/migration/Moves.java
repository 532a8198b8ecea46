package io.github.kdpbridge.gateway.migration;

import com.google.common.base.Stopwatch;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.ledger.AskedSide;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.core.migration.InMemoryRoutes;
import io.github.kdpbridge.core.migration.Mover;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.gateway.config.Account;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.ledger.Recurring;
import io.github.kdpbridge.gateway.ledger.SharedSecret;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.gateway.ledger.Unfinished;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import okio.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The moves of a gateway's customers between the generations. It knows the phase of each customer, and drives the moves that
 * were begun through it, and those of gateways that are gone. It has no threads until an account migrates. Safe for use by
 * many threads.
 */
public final class Moves implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);
    private static final String UNREAD = "a write that cannot be read";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Optional<SqlLedger> ledger;
    private final Routes routes;
    private final Plans plans;
    private final SeenRoutes seen;
    private final Mover mover;
    private final Questions questions;
    /** Empty without a ledger of the gateway's own, over which no account migrates. */
    private final Optional<Oversight> oversight;

    private final Stopwatch time = Stopwatch.createStarted();
    private final List<Recurring> threads = new ArrayList<>();
    /** The accounts that were served since the start, and whether they migrate. */
    private final Map<ResellerId, Boolean> served = new HashMap<>();

    private volatile List<LedgerProgram> programs = List.of();
    private String complaint = "";
    private boolean isStarted;

    Moves(Routes routes, Plans plans, Questions.UnitTransactions unfinished) {
        this(Optional.empty(), routes, plans, unfinished);
    }

    private Moves(Optional<SqlLedger> ledger, Routes routes, Plans plans, Questions.UnitTransactions unfinished) {
        this.ledger = ledger;
        this.routes = routes;
        this.plans = plans;
        this.seen = new SeenRoutes(routes, plans, ledger.map(SqlLedger::clock).orElseGet(Clock::systemUTC));
        this.mover = new Mover(routes, plans::moving);
        this.questions = new Questions(routes, unfinished, this::program);
        this.oversight = ledger.map(kept -> new Oversight(kept, seen, plans, this::program));
    }

    /**
     * Returns the moves of a gateway with its own ledger.
     *
     * @param ledger the ledger, opened with these plans
     */
    public static Moves of(SqlLedger ledger, Plans plans) {
        Unfinished unfinished = new Unfinished(ledger, plans::draining);
        return new Moves(Optional.of(ledger), ledger.routes(plans::draining), plans, unfinished::of);
    }

    /** Returns those of a gateway without an account that migrates. */
    public static Moves none() {
        Routes empty = new InMemoryRoutes(Clock.systemUTC(), (unit, side) -> true);
        return new Moves(empty, new Plans(Duration.ZERO), (unit, most) -> List.of());
    }

    /** Returns the routes of all units, which also begin moves. */
    public Routes routes() {
        return routes;
    }

    /**
     * Returns a key that all gateways of the ledger share; empty without a ledger of the gateway's own.
     *
     * @param purpose what it is for
     * @throws LedgerException if the ledger cannot be used
     */
    public Optional<ByteString> secret(String purpose) {
        return ledger.map(kept -> SharedSecret.of(kept, purpose));
    }

    /** Returns what watches the accounts that migrate; empty if none can. */
    public Optional<Oversight> oversight() {
        return oversight;
    }

    /** Returns what tells the side of an account's requests where no claim decides. */
    public AskedSide sides(ResellerId reseller) {
        return new AskedSide() {
            @Override
            public Generation of(Request<?> question) {
                return seen.sideOf(reseller, question);
            }

            @Override
            public boolean asksForUsedIds(WriteRequest write) {
                return plans.asksForUsedIds(reseller)
                        && seen.routeOf(reseller, write).phase() != Phase.DONE;
            }
        };
    }

    /** Returns whether the old service does all writes of an account. Never blocks. */
    public boolean isUnmoved(ResellerId reseller) {
        return seen.isUnmoved(reseller);
    }

    /**
     * Records that a write goes to the old service whose customer cannot be read from it.
     *
     * @return false if a customer of the account has moved or is about to; fails with a {@link KdpException} if the ledger
     *     cannot be used
     */
    public CompletionStage<Boolean> passUnread(ResellerId reseller) {
        CompletionStage<Boolean> passed = ledger.map(kept -> kept.ask(UNREAD, () -> routes.passUnread(reseller)))
                .orElseGet(() -> Stages.of(() -> routes.passUnread(reseller)));
        return Stages.recover(passed, LedgerException.class, e -> Stages.failed(e.notSent(UNREAD)));
    }

    /**
     * Follows the plans of the accounts that migrate.
     *
     * @param accounts all accounts that are served next
     * @throws ConfigurationException if an account conflicts with the ledger, or with the accounts before; nothing changes
     *     then
     */
    public synchronized void follow(List<Account> accounts) {
        List<MigratingAccount> migrating = MigratingAccount.in(accounts);
        accounts.forEach(this::check);
        accounts.forEach(
                account -> served.put(account.reseller(), account.migrating().isPresent()));
        plans.follow(migrating);
        migrating.forEach(account -> seen.follow(account.reseller()));
        startIfNeeded();
    }

    /** Without a migration, a reload does not need the ledger. */
    private void check(Account account) {
        boolean migrates = account.migrating().isPresent();
        if (migrates || !served.containsKey(account.reseller())) {
            Conflict.find(account, routes.all(account.reseller())).ifPresent(conflict -> {
                throw conflict;
            });
        }
        if (served.getOrDefault(account.reseller(), migrates) != migrates) {
            throw Conflict.whileRunning(account);
        }
    }

    /** Asks these programs for the status of transactions. */
    public void askBy(List<LedgerProgram> kept) {
        programs = kept;
    }

    private Optional<LedgerProgram> program(ResellerId reseller) {
        return programs.stream()
                .filter(program -> program.reseller().equals(reseller))
                .findFirst();
    }

    /** Starts to drive moves, until closed. */
    public synchronized void start() {
        isStarted = true;
        startIfNeeded();
    }

    private void startIfNeeded() {
        if (isStarted && threads.isEmpty() && !plans.resellers().isEmpty()) {
            threads.add(Recurring.start("kdp-routes", LOOK, LOOK, seen::refresh));
            threads.add(Recurring.start("kdp-mover", Duration.ZERO, LOOK, this::look));
            oversight.ifPresent(Oversight::start);
        }
    }

    private void look() {
        try {
            mover.look(time.elapsed());
            questions.ask(time.elapsed());
            complaint = "";
        } catch (LedgerException e) {
            if (!complaint.equals(e.getMessage())) {
                LOG.warn("no customer moves now: {}", e.getMessage());
            }
            complaint = String.valueOf(e.getMessage());
        }
    }

    /** Moves that are under way stay so: another gateway, or the next start, goes on with them. */
    @Override
    public synchronized void close() {
        isStarted = false;
        oversight.ifPresent(Oversight::close);
        threads.forEach(Recurring::close);
    }
}
