package io.github.kdpbridge.compattests.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;

/** A real PostgreSQL server with an empty database. */
public final class TestPostgresql implements AutoCloseable {
    private final EmbeddedPostgres server;

    private TestPostgresql(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts one. */
    public static TestPostgresql start() {
        try {
            return new TestPostgresql(EmbeddedPostgres.builder().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the JDBC URL of the database. */
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** Returns a connection to the database. */
    public Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
