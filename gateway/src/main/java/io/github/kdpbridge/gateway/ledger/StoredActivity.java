package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Evidence.Activity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads how much units wrote. */
final class StoredActivity {
    private StoredActivity() {}

    static Map<String, Activity> read(Query since, Query last) {
        Map<String, Activity> found = new HashMap<>();
        last.map((row, context) -> found.put(row.getString("unit"), new Activity(0, 0, last(row))))
                .list();
        since.map((row, context) -> found.merge(row.getString("unit"), counted(row), StoredActivity::sum))
                .list();
        return found;
    }

    private static Activity counted(ResultSet row) throws SQLException {
        long writes = row.getLong("writes");
        boolean isOld = StoredSide.read(row.getInt("generation")) == Generation.GEN1;
        return new Activity(isOld ? writes : 0, isOld ? 0 : writes, null);
    }

    private static Activity sum(Activity one, Activity other) {
        return new Activity(one.gen1() + other.gen1(), one.gen2() + other.gen2(), one.last());
    }

    private static @Nullable Instant last(ResultSet row) throws SQLException {
        long last = Math.max(row.getLong("sent"), Math.max(row.getLong("done1"), row.getLong("done2")));
        return last == 0 ? null : Instant.ofEpochMilli(last);
    }
}
