package io.github.kdpbridge.compattests.process;

import io.github.kdpbridge.testfixtures.PostgresqlServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A real PostgreSQL server with an empty database. */
public final class TestPostgresql implements AutoCloseable {
    private static final int STARTS = 10;

    private volatile EmbeddedPostgres server;
    private final String url;

    private TestPostgresql(EmbeddedPostgres server) {
        this.server = server;
        this.url = server.getJdbcUrl("postgres", "postgres");
    }

    /** Starts one. */
    public static TestPostgresql start() {
        try {
            return new TestPostgresql(PostgresqlServers.builder().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts one that can be killed: what it confirmed is on the disk.
     *
     * @param folder for its files; must not be there
     */
    public static TestPostgresql startDurable(Path folder) {
        try {
            return new TestPostgresql(durable(folder).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres.Builder durable(Path folder) throws IOException {
        return PostgresqlServers.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on");
    }

    /** Kills the server, as {@code kill -9} does; {@link #restart} is next. */
    public void kill(Path folder) {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            postmaster.destroyForcibly();
            postmaster.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server again at the same port. Its old processes may still be about to end, and keep it from that. */
    public void restart(Path folder) {
        int port = server.getPort();
        closeQuietly();
        for (int attempt = 1; ; attempt++) {
            try {
                server = durable(folder).setPort(port).start();
                return;
            } catch (IOException | IllegalStateException e) {
                if (attempt == STARTS) {
                    throw new IllegalStateException("PostgreSQL does not start after a kill", e);
                }
            }
        }
    }

    /** Of a server that was killed, only what this process holds of it can be closed. */
    private void closeQuietly() {
        try {
            server.close();
        } catch (IOException | RuntimeException e) {
            System.out.println("PostgreSQL was gone when it was closed: " + e.getMessage());
        }
    }

    /** Returns the JDBC URL of the database. */
    public String url() {
        return url;
    }

    /** Returns the JDBC URL of another database. */
    public String url(String name) {
        return server.getJdbcUrl("postgres", name);
    }

    /** Returns the port of the server. */
    public int port() {
        return server.getPort();
    }

    /** Returns a connection to a database. */
    public Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** Returns a connection to the database. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
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
