package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.ActFilter;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Cut;
import io.github.kdpbridge.core.migration.DifferenceFilter;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Part;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Unit;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The log of moves and acts, in the database of a ledger. Safe for use by many threads. */
abstract class SqlLog implements Routes {
    final Database database;
    final Moments moments;

    SqlLog(Database database, Moments moments) {
        this.database = database;
        this.moments = moments;
    }

    @Override
    public final List<LoggedMove> log(ResellerId reseller) {
        return database.inTransaction(sql -> StoredMove.log(sql, reseller));
    }

    @Override
    public final Part<LoggedMove> log(ResellerId reseller, String text, Cut cut) {
        DifferenceFilter.requireText(text);
        return database.inTransaction(sql -> StoredMove.log(sql, reseller, text, cut));
    }

    @Override
    public final List<LoggedMove> log(Collection<Unit> units) {
        return database.inTransaction(sql -> StoredMove.of(sql, StoredMove.OF_UNITS, units));
    }

    @Override
    public final List<LoggedMove> recent(Collection<Unit> units) {
        return database.inTransaction(sql -> StoredMove.of(sql, StoredMove.RECENT, units));
    }

    @Override
    public final List<LoggedMove> returns(ResellerId reseller, Instant after) {
        return database.inTransaction(sql -> StoredMove.returns(sql, reseller, after));
    }

    @Override
    public final Part<LoggedAct> acts(ResellerId reseller, ActFilter filter, Cut cut) {
        return database.inTransaction(sql -> StoredAct.part(sql, reseller, filter, cut));
    }

    @Override
    public final Optional<LoggedAct> act(ResellerId reseller, String id) {
        return database.inTransaction(sql -> StoredAct.find(sql, reseller, id));
    }

    @Override
    public final LoggedAct note(ResellerId reseller, LoggedAct.Kind kind, Cause cause, String result) {
        LoggedAct act = LoggedAct.of(kind, "", cause, result, moments.now());
        return database.inTransaction(sql -> StoredAct.add(sql, reseller, act));
    }
}
