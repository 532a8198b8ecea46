package io.github.kdpbridge.gateway.ledger;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;

/** The store of a gateway's ledger. */
public sealed interface LedgerStore {
    /** The default retention of a write: 400 days. */
    Duration STANDARD_RETENTION = Duration.ofDays(400);

    /** The least retention that a configuration may set: a day. A write that is forgotten may be sent twice. */
    Duration LEAST_RETENTION = Duration.ofDays(1);

    /** The default silence after which other gateways take over: 5 seconds. */
    Duration STANDARD_TAKEOVER = Duration.ofSeconds(5);

    /** Returns the retention of a settled write; an open one is kept without limit. */
    Duration retention();

    /** Returns the silence after which other gateways of a shared store take over. */
    Duration takeover();

    /** Returns whether several gateways can share the store. */
    boolean isShared();

    /** Returns the place in messages: the file, or {@code PostgreSQL}. */
    String place();

    /** Returns whether other users of this machine can read it. */
    boolean isReadableByOthers();

    /**
     * A SQLite file for one gateway. It is created if it is missing.
     *
     * @param file the file; SQLite keeps its write-ahead log beside it while it is in use
     * @param retention the retention of a settled write
     */
    record SqliteFile(Path file, Duration retention) implements LedgerStore {
        public SqliteFile {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(retention, "retention");
        }

        @Override
        public Duration takeover() {
            return STANDARD_TAKEOVER;
        }

        @Override
        public boolean isShared() {
            return false;
        }

        @Override
        public String place() {
            return file.toString();
        }

        @Override
        public boolean isReadableByOthers() {
            try {
                Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
                return rights.contains(PosixFilePermission.GROUP_READ)
                        || rights.contains(PosixFilePermission.OTHERS_READ);
            } catch (IOException | UnsupportedOperationException e) {
                return false; // absent, or a file system without permissions
            }
        }

        /** Creates a store with the default retention. */
        public SqliteFile(Path file) {
            this(file, STANDARD_RETENTION);
        }
    }

    /**
     * A PostgreSQL database for any number of gateways. Its tables are created if they are missing.
     *
     * @param url the JDBC URL: {@code jdbc:postgresql://db.example.net/kdp}
     * @param user the user; empty if the URL names it, or none is needed
     * @param password the password; secret, may be empty
     * @param retention the retention of a settled write
     * @param takeover the silence after which other gateways take over; at least 100 ms
     */
    record Postgresql(String url, String user, String password, Duration retention, Duration takeover)
            implements LedgerStore {
        public Postgresql {
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
            Objects.requireNonNull(retention, "retention");
            checkArgument(isPostgresql(url), "must be that of a PostgreSQL database, jdbc:postgresql://HOST/DATABASE");
            checkArgument(takeover.toMillis() >= 100, "the takeover must be at least 100 ms, not %s", takeover);
        }

        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public String place() {
            return "PostgreSQL";
        }

        @Override
        public boolean isReadableByOthers() {
            return false;
        }

        /** Creates a store with the default times. */
        public Postgresql(String url, String user, String password) {
            this(url, user, password, STANDARD_RETENTION, STANDARD_TAKEOVER);
        }

        /** No message quotes the URL: it may hold a password. */
        private static boolean isPostgresql(String url) {
            try {
                return url.startsWith("jdbc:postgresql:") && DriverManager.getDriver(url) != null;
            } catch (SQLException e) {
                return false; // the driver cannot parse it
            }
        }

        /** Returns the user only: the URL may hold a password as well. */
        @Override
        public String toString() {
            return "Postgresql[" + user + "]";
        }
    }

    /**
     * A PostgreSQL database behind a data source of the program, for any number of processes. The ledger takes up to four
     * connections at a time for its callers, and one each for its heartbeats and its upkeep; it limits its own waits, and
     * commits apart from transactions of the program. Each claim and outcome is a transaction of its own.
     *
     * @param source hands out connections; stays the program's to close. Its limits should end a network that is silent
     * @param migrates whether the ledger creates or updates its tables, for which the user needs the rights; if not, they
     *     must be there in this version
     * @param retention the retention of a settled write
     * @param takeover the silence after which other processes take over; at least 100 ms
     */
    record Borrowed(DataSource source, boolean migrates, Duration retention, Duration takeover) implements LedgerStore {
        public Borrowed {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(retention, "retention");
            checkArgument(takeover.toMillis() >= 100, "the takeover must be at least 100 ms, not %s", takeover);
        }

        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public String place() {
            return "data source";
        }

        @Override
        public boolean isReadableByOthers() {
            return false;
        }

        /** Returns nothing of the data source, which may show a password. */
        @Override
        public String toString() {
            return "Borrowed[]";
        }
    }
}
