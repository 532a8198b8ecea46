package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.migration.Evidence.Activity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads how much units wrote. */
final class StoredActivity {
    private StoredActivity() {}

    static Map<String, Activity> read(Query query) {
        return query.map((row, context) -> Map.entry(
                        row.getString("unit"), new Activity(row.getLong("gen1"), row.getLong("gen2"), last(row))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static @Nullable Instant last(ResultSet row) throws SQLException {
        long last = Math.max(row.getLong("sent"), Math.max(row.getLong("done1"), row.getLong("done2")));
        return last == 0 ? null : Instant.ofEpochMilli(last);
    }
}
