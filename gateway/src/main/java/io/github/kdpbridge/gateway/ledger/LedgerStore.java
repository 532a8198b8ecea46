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

/** The store of a gateway's ledger. */
public sealed interface LedgerStore {
    /** How long a write is remembered unless set: 400 days. */
    Duration STANDARD_RETENTION = Duration.ofDays(400);

    /** How long a gateway is silent before the others take its work over unless set: 5 seconds. */
    Duration STANDARD_TAKEOVER = Duration.ofSeconds(5);

    /** Returns how long a write is remembered; an open one is always remembered. */
    Duration retention();

    /** Returns how long a gateway is silent before the others take its work over, if others share the store. */
    Duration takeover();

    /** Returns whether several gateways can share the store. */
    boolean isShared();

    /** Returns how messages name the place: the file, or {@code PostgreSQL}. */
    String place();

    /** Returns whether other users of this machine can read it. */
    boolean isReadableByOthers();

    /**
     * A file of SQLite, which one gateway alone can use. It is made when it is not there.
     *
     * @param file the file; SQLite keeps another one beside it while it is in use
     * @param retention how long a write is remembered
     */
    record SqliteFile(Path file, Duration retention) implements LedgerStore {
        /** Checks that all is there. */
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
                return false; // it is not there, or its file system knows no rights
            }
        }

        /** Creates a store with the usual retention. */
        public SqliteFile(Path file) {
            this(file, STANDARD_RETENTION);
        }
    }

    /**
     * A database of PostgreSQL, which any number of gateways can share. Its tables are made when they are not there.
     *
     * @param url the JDBC URL: {@code jdbc:postgresql://db.example.net/kdp}
     * @param user the user; empty if the URL names it, or none is needed
     * @param password the password; secret, may be empty
     * @param retention how long a write is remembered
     * @param takeover how long a gateway is silent before the others take its work over; at least 100 ms
     */
    record Postgresql(String url, String user, String password, Duration retention, Duration takeover)
            implements LedgerStore {
        /** Checks that all is there. */
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

        /** Creates a store with the usual times. */
        public Postgresql(String url, String user, String password) {
            this(url, user, password, STANDARD_RETENTION, STANDARD_TAKEOVER);
        }

        /** No message names it: it may hold a password. */
        private static boolean isPostgresql(String url) {
            try {
                return url.startsWith("jdbc:postgresql:") && DriverManager.getDriver(url) != null;
            } catch (SQLException e) {
                return false; // the driver cannot read it
            }
        }

        /** Returns the user alone: the URL may hold a password as well. */
        @Override
        public String toString() {
            return "Postgresql[" + user + "]";
        }
    }
}
