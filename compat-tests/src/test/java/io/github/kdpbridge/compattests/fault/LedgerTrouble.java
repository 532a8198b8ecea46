package io.github.kdpbridge.compattests.fault;

import io.github.kdpbridge.compattests.process.TestPostgresql;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.testnetwork.SilentProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.UUID;

/** What goes wrong with the database of a ledger, in the order of the table. */
enum LedgerTrouble {
    FILE_MOVED_AWAY("SQLite", "the file is moved away, and put back") {
        @Override
        Stand stand(Path folder, TestPostgresql server) {
            Path file = folder.resolve("ledger.db");
            Path away = folder.resolve("away.db");
            return new Stand(
                    new LedgerStore.SqliteFile(file),
                    () -> Files.move(file, away),
                    () -> Files.move(away, file),
                    () -> {});
        }
    },
    FILE_REPLACED("SQLite", "another file takes its place for a while") {
        @Override
        Stand stand(Path folder, TestPostgresql server) {
            Path file = folder.resolve("ledger.db");
            Path away = folder.resolve("away.db");
            return new Stand(
                    new LedgerStore.SqliteFile(file),
                    () -> {
                        Files.move(file, away);
                        Files.writeString(file, "somebody else's");
                    },
                    () -> {
                        Files.delete(file);
                        Files.move(away, file);
                    },
                    () -> {});
        }
    },
    SILENT("PostgreSQL", "silent: connections stay, answers do not come") {
        @Override
        Stand stand(Path folder, TestPostgresql server) throws Exception {
            SilentProxy proxy = new SilentProxy(server.port());
            return new Stand(through(proxy, server), proxy::silence, proxy::speak, proxy::close);
        }
    },
    STOPPED("PostgreSQL", "stopped, and started again") {
        @Override
        Stand stand(Path folder, TestPostgresql server) throws Exception {
            SilentProxy proxy = new SilentProxy(server.port());
            return new Stand(through(proxy, server), proxy::hangUp, proxy::speak, proxy::close);
        }
    },
    LOCKED("PostgreSQL", "locked: `LOCK TABLE`") {
        @Override
        Stand stand(Path folder, TestPostgresql server) throws Exception {
            String url = newDatabase(server);
            Connection other = server.connect(url);
            return new Stand(
                    store(url),
                    () -> {
                        other.setAutoCommit(false);
                        execute(other, "LOCK TABLE kdp_write");
                    },
                    other::rollback,
                    other::close);
        }
    },
    FULL("PostgreSQL", "its disk is full") {
        @Override
        Stand stand(Path folder, TestPostgresql server) throws Exception {
            String url = newDatabase(server);
            Connection other = server.connect(url);
            return new Stand(store(url), () -> execute(other, NO_ROOM), () -> execute(other, ROOM), other::close);
        }
    };

    private static final String NO_ROOM = "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            + " RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;"
            + " CREATE TRIGGER no_room BEFORE INSERT ON kdp_write FOR EACH ROW EXECUTE FUNCTION no_room()";
    private static final String ROOM = "DROP TRIGGER no_room ON kdp_write";

    private final String database;
    private final String title;

    LedgerTrouble(String database, String title) {
        this.database = database;
        this.title = title;
    }

    /** Something that may fail, and then fails the test. */
    interface Step {
        void run() throws Exception;
    }

    /** A ledger of one cell's own, and how its trouble begins and ends. */
    record Stand(LedgerStore store, Step begin, Step end, Step close) {}

    abstract Stand stand(Path folder, TestPostgresql server) throws Exception;

    String database() {
        return database;
    }

    String title() {
        return title;
    }

    private static LedgerStore through(SilentProxy proxy, TestPostgresql server) throws Exception {
        return store(newDatabase(server).replaceFirst("localhost:[0-9]+", "127.0.0.1:" + proxy.port()));
    }

    private static LedgerStore store(String url) {
        return new LedgerStore.Postgresql(url, "", "");
    }

    private static String newDatabase(TestPostgresql server) throws Exception {
        String name = "ledger_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = server.connect()) {
            execute(connection, "CREATE DATABASE " + name);
        }
        return server.url(name);
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
