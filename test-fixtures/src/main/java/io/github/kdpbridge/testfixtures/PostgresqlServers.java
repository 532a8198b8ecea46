package io.github.kdpbridge.testfixtures;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/** Real PostgreSQL servers for tests. */
public final class PostgresqlServers {
    /** A busy machine may take longer than the 10 seconds of the library. */
    private static final Duration START = Duration.ofMinutes(1);

    private PostgresqlServers() {}

    /** Returns a builder of a server that starts beside many other tests. */
    public static EmbeddedPostgres.Builder builder() throws IOException {
        return EmbeddedPostgres.builder().setPGStartupWait(START).setPort(FreePorts.find());
    }
}
