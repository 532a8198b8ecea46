package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.migration.LoggedMove;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A move under way.
 *
 * @param mover the gateway that drives it
 * @param beat that gateway's last heartbeat; null if it is not known
 */
record DrivenMove(LoggedMove move, String mover, @Nullable Long beat) {
    /** Rows are locked in the order of units, by a freeze too: otherwise two gateways may deadlock. */
    static final String RUNNING = "SELECT r.reseller, r.kind, r.name, r.mover, g.beat, " + StoredMove.COLUMNS
            + " FROM kdp_route r JOIN kdp_move m ON m.unit = r.unit AND m.epoch = r.epoch"
            + " LEFT JOIN kdp_gateway g ON g.id = r.mover WHERE r.mover IS NOT NULL ORDER BY r.unit";

    /** A move that only a later version knows is left to a gateway of that version. */
    static List<DrivenMove> all(Session sql) {
        return LaterVersion.without(sql.handle().createQuery(RUNNING), DrivenMove::read).stream()
                .filter(driven -> driven.move().isRunning())
                .toList();
    }

    private static DrivenMove read(ResultSet row) throws SQLException {
        long count = row.getLong("beat");
        Long beat = row.wasNull() ? null : count;
        return new DrivenMove(StoredMove.read(row, StoredRoute.unit(row)), row.getString("mover"), beat);
    }
}
