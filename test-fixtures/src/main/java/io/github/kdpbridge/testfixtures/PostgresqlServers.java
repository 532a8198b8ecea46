package io.github.kdpbridge.testfixtures;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;

/** Real PostgreSQL servers for tests. */
public final class PostgresqlServers {
    /** A busy machine took longer than the 10 seconds of the library. */
    private static final Duration START = Duration.ofMinutes(2);

    private PostgresqlServers() {}

    /** Returns a builder of a server that has the time to start beside many other tests. */
    public static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder().setPGStartupWait(START);
    }
}
