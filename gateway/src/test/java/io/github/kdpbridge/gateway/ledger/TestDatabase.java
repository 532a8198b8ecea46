package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.testfixtures.PostgresqlServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A real PostgreSQL for all tests of a JVM; each asks for a database of its own. */
public final class TestDatabase implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    private TestDatabase() {
        try {
            server = PostgresqlServers.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the server, which ends with the tests. */
    public static TestDatabase of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(TestDatabase.class))
                .getOrComputeIfAbsent(TestDatabase.class, unused -> new TestDatabase(), TestDatabase.class);
    }

    /** Returns the port of the server. */
    int port() {
        return server.getPort();
    }

    /** Returns a new, empty database. */
    public LedgerStore.Postgresql empty() {
        String name = "ledger" + databases.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new LedgerStore.Postgresql(server.getJdbcUrl("postgres", name), "", "");
    }

    void execute(LedgerStore.Postgresql store, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(store.url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
