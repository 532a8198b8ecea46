package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.gateway.ledger.LedgerStore.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Reads the units of a ledger in passing: it is not opened as a gateway opens it, and nothing in it changes. */
public final class KnownUnits {
    private static final String TABLE = "kdp_route";

    private KnownUnits() {}

    /**
     * Returns the routes of an account's units. Blocks for a few seconds at most.
     *
     * @return the routes, none if the ledger does not exist or is older than migrations; empty if a gateway uses the file now
     * @throws LedgerException if the ledger cannot be read; the message is one line and says why
     */
    public static Optional<List<Route>> of(LedgerStore store, ResellerId reseller) {
        if (store instanceof SqliteFile sqlite && Files.notExists(sqlite.file())) {
            return Optional.of(List.of());
        }
        try (Connection connection = source(store).getConnection()) {
            return Optional.of(hasTable(connection) ? read(connection, reseller) : List.of());
        } catch (SQLiteException e) {
            if (e.getResultCode() == SQLiteErrorCode.SQLITE_BUSY) {
                return Optional.empty();
            }
            throw Database.trouble(Database.where(store), "cannot be read", e);
        } catch (SQLException | IOException | RuntimeException e) {
            throw Database.trouble(Database.where(store), "cannot be read", e);
        }
    }

    private static DataSource source(LedgerStore store) throws IOException {
        if (store instanceof SqliteFile sqlite) {
            NativeLibrary.load();
            return Connections.inPassing(sqlite);
        }
        return Connections.shared(store, false);
    }

    private static boolean hasTable(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData().getTables(null, connection.getSchema(), TABLE, null)) {
            return tables.next();
        }
    }

    private static List<Route> read(Connection connection, ResellerId reseller) {
        return Jdbi.create(connection)
                .withHandle(sql -> LaterVersion.without(
                        sql.createQuery(SqlRoutes.ALL).bind("reseller", reseller.value()), StoredRoute::read));
    }
}
