package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.KnownDifferences;
import io.github.kdpbridge.core.migration.LoggedAct.Kind;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.shadow.Compared;
import io.github.kdpbridge.core.migration.shadow.Finding;
import io.github.kdpbridge.core.migration.shadow.Judgement;
import io.github.kdpbridge.core.migration.shadow.Learnt;
import io.github.kdpbridge.core.migration.shadow.Masking;
import io.github.kdpbridge.core.migration.shadow.Parity;
import io.github.kdpbridge.core.migration.shadow.ParityStore;
import io.github.kdpbridge.core.migration.shadow.Tolerance;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The results of comparisons, in the database of a ledger. The methods throw a {@link LedgerException} if it cannot be used.
 */
public final class SqlParity implements ParityStore {
    private final Database database;
    private final StoredFinding stored;

    private SqlParity(Database database) {
        this.database = database;
        this.stored = new StoredFinding(database);
    }

    /** Returns the results that are kept beside the writes of a ledger. */
    public static SqlParity of(SqlLedger ledger) {
        return new SqlParity(ledger.database());
    }

    @Override
    public Masking masking() {
        return Masking.of(database.<byte[]>inTransaction(SharedSecret::read));
    }

    @Override
    public void add(Collection<Parity> counts) {
        run(sql -> StoredParity.add(sql, counts));
    }

    @Override
    public List<Parity> counts(ResellerId reseller, Instant from) {
        return database.inTransaction(sql -> StoredParity.counts(sql, reseller, from));
    }

    @Override
    public List<Parity> sums(Collection<Unit> units, Instant from) {
        return database.inTransaction(sql -> StoredParity.sums(sql, units, from));
    }

    @Override
    public long compared(ResellerId reseller, Instant from, long enough) {
        return database.inTransaction(sql -> StoredParity.compared(sql, reseller, from, enough));
    }

    @Override
    public List<Parity> counts(Unit unit, Instant from) {
        return database.inTransaction(sql -> StoredParity.counts(sql, unit, from));
    }

    @Override
    public String version(ResellerId reseller) {
        return database.inTransaction(sql -> StoredFinding.version(sql, reseller));
    }

    @Override
    public int record(Unit unit, Operation<?, ?> operation, Compared confirmed, Instant now) {
        return confirmed.incomparable() != null
                ? 0
                : database.<Integer>inTransaction(
                        sql -> stored.record(sql, unit, operation.name(), confirmed.differences(), now));
    }

    @Override
    public Tolerance accepted(Unit unit, Operation<?, ?> operation) {
        Set<String> accepted = database.inTransaction(sql -> StoredFinding.accepted(sql, unit, operation.name()));
        return difference ->
                Optional.of(Finding.id(unit.id(), operation, difference)).filter(accepted::contains);
    }

    @Override
    public KnownDifferences differences(ResellerId reseller) {
        return new StoredDifferences(database, reseller);
    }

    @Override
    public Map<String, Long> openOutcomes(ResellerId reseller) {
        return database.inTransaction(sql -> StoredDifferences.openOutcomes(sql, reseller));
    }

    @Override
    public Finding accept(Judgement judgement) {
        return judge(judgement, Kind.ACCEPT, Finding::accepted);
    }

    @Override
    public Finding reopen(Judgement judgement) {
        return judge(judgement, Kind.REOPEN, (finding, who, note) -> finding.reopened());
    }

    /** Makes another finding of one, by an operator and with a note. */
    @FunctionalInterface
    private interface Change {
        Finding of(Finding finding, String who, String note);
    }

    /** A refusal leaves the transaction by its result: an exception would count as trouble of the database. */
    private Finding judge(Judgement judgement, Kind kind, Change change) {
        Masking masking = masking();
        Object result = database.inTransaction(sql -> {
            try {
                Finding found = stored.lock(sql, judgement.id())
                        .orElseThrow(() -> new IllegalArgumentException("there is no difference " + judgement.id()));
                judgement.requireSeen(found.digest());
                Cause cause = judgement.cause();
                Finding judged = change.of(found, masking.text(cause.who()), masking.text(cause.reason()));
                StoredFinding.judge(sql, judged);
                StoredAct.add(sql, judgement.reseller(), judgement.entry(kind, masking));
                return judged;
            } catch (IllegalArgumentException | IllegalStateException | MoveRefusedException e) {
                return e;
            }
        });
        if (result instanceof RuntimeException refused) {
            throw refused;
        }
        return (Finding) result;
    }

    @Override
    public void learn(ResellerId reseller, Learnt learnt) {
        run(sql -> StoredLearnt.add(sql, reseller, learnt));
    }

    @Override
    public Learnt learnt(ResellerId reseller) {
        return database.inTransaction(sql -> StoredLearnt.of(sql, reseller));
    }

    @Override
    public void forget(Instant before) {
        run(sql -> {
            StoredParity.forget(sql, before);
            StoredFinding.forget(sql, before);
        });
    }

    private void run(Consumer<Session> work) {
        database.<Boolean>inTransaction(sql -> {
            work.accept(sql);
            return true;
        });
    }
}
