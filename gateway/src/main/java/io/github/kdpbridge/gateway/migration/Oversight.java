package io.github.kdpbridge.gateway.migration;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Units;
import io.github.kdpbridge.core.migration.shadow.ParityStore;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.ledger.Recurring;
import io.github.kdpbridge.gateway.ledger.SqlEvidence;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.gateway.ledger.SqlParity;
import io.github.kdpbridge.gateway.ledger.UnitWrites;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the accounts of a gateway that migrate. Safe for use by many threads. */
public final class Oversight implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Oversight.class);
    private static final Duration COMPARING = Duration.ofMillis(250);
    private static final Duration JUDGING = Duration.ofSeconds(10);
    private static final Duration FORGETTING = Duration.ofHours(1);

    private final Ledgers ledgers;
    private final List<Recurring> threads = new ArrayList<>();
    private volatile List<Overseen> accounts = List.of();
    private volatile String complaint = "";

    /**
     * What is kept beside the writes.
     *
     * @param seen the phases of units, without waiting
     * @param store what comparisons found
     * @param programs the programs of accounts that are served now
     */
    record Ledgers(
            SqlLedger ledger,
            SeenRoutes seen,
            Plans plans,
            ParityStore store,
            Function<ResellerId, Optional<LedgerProgram>> programs) {
        Routes routes() {
            return seen.routes();
        }

        Units units(ResellerId reseller) {
            return new SeenUnits(reseller, seen, ledger, UnitWrites.of(ledger, plans::draining));
        }

        SqlEvidence evidence() {
            return SqlEvidence.of(ledger, plans::draining);
        }
    }

    Oversight(SqlLedger ledger, SeenRoutes seen, Plans plans, Function<ResellerId, Optional<LedgerProgram>> programs) {
        this.ledgers = new Ledgers(ledger, seen, plans, SqlParity.of(ledger), programs);
    }

    /** Returns an account to watch, with its services. */
    public Overseen account(MigratingAccount account, Overseen.Services services) {
        return new Overseen(account, services, ledgers);
    }

    /** Watches these accounts from now on, and no others. */
    public synchronized void follow(List<Overseen> next) {
        List<Overseen> before = accounts;
        accounts = List.copyOf(next);
        before.forEach(Overseen::close);
    }

    /** Returns the accounts that are watched. */
    public List<Overseen> accounts() {
        return accounts;
    }

    synchronized void start() {
        threads.add(Recurring.start("kdp-shadow", COMPARING, COMPARING, () -> each(Overseen::compare)));
        threads.add(Recurring.start("kdp-rules", JUDGING, JUDGING, () -> each(Overseen::judge)));
        threads.add(Recurring.start("kdp-parity", FORGETTING, FORGETTING, this::forget));
    }

    private void each(Consumer<Overseen> look) {
        for (Overseen account : accounts) {
            orComplain(() -> look.accept(account));
        }
    }

    private void forget() {
        orComplain(
                () -> ledgers.store().forget(ledgers.ledger().clock().instant().minus(ParityStore.RETENTION)));
    }

    private void orComplain(Runnable look) {
        try {
            look.run();
            complaint = "";
        } catch (LedgerException e) {
            if (!complaint.equals(e.getMessage())) {
                LOG.warn("customers that have moved are not watched now: {}", e.getMessage());
            }
            complaint = String.valueOf(e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        threads.forEach(Recurring::close);
        accounts.forEach(Overseen::close);
    }
}
