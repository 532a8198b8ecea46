package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.ledger.LedgerStore.SqliteFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.jdbi.v3.core.JdbiException;

/**
 * Backs up a ledger's file to another one, which is itself a ledger: complete and on disk when this returns, for its owner
 * alone, and never in place of another file. It grows as {@code FILE.part}, which a copy that was killed leaves.
 */
public final class LedgerBackup {
    /** What to do with a ledger in PostgreSQL, in one line. */
    public static final String OF_A_DATABASE =
            "the ledger is in PostgreSQL: back it up with pg_dump --format=custom --file=FILE DATABASE";

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    /** Names that SQLite would take for its own files. */
    private static final Pattern RESERVED = Pattern.compile(".*-(wal|shm|journal)");

    private static final List<String> BESIDE = List.of("", "-wal", "-shm", "-journal");

    private LedgerBackup() {}

    @FunctionalInterface
    private interface Copier {
        void copyTo(Path part) throws IOException, SQLException;
    }

    /**
     * Backs up a ledger in use, to a file in its folder. Callers go on meanwhile. Blocks for as long as the copy takes.
     *
     * @param name the name of the file, without a folder
     * @return what is in the backup
     * @throws IllegalArgumentException if the ledger is no file, or the name is none
     * @throws FileAlreadyExistsException if there is such a file; nothing is done to it
     * @throws LedgerException if there is no backup now; the message says why
     */
    public static LedgerReport running(SqlLedger ledger, String name) throws FileAlreadyExistsException {
        HeldFile held = ledger.database().held().orElseThrow(() -> new IllegalArgumentException(OF_A_DATABASE));
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the backup is a file beside the ledger: its name is made of letters,"
                    + " digits, dots, dashes and underscores, 100 at the most, without a folder");
        }
        return write(held.path(), held.path().resolveSibling(name), part -> {
            try (FileChannel copy = FileChannel.open(part, StandardOpenOption.WRITE)) {
                held.copyTo(copy);
            }
        });
    }

    /**
     * Backs up the ledger of a gateway that is stopped.
     *
     * @param target the file to make
     * @return what is in the backup
     * @throws IllegalArgumentException if there is no ledger, or one of a newer version
     * @throws FileAlreadyExistsException if there is such a file; nothing is done to it
     * @throws LedgerException if there is no backup now; the message says why
     */
    public static LedgerReport stopped(Path ledger, Path target) throws FileAlreadyExistsException {
        SqliteFile store = new SqliteFile(ledger);
        LedgerReport source = LedgerInspection.of(store);
        if (!source.isGood()) {
            throw Database.trouble(
                    "file " + ledger,
                    "cannot be backed up",
                    new IOException("it is damaged: " + source.problems().get(0)));
        }
        return write(ledger, target, part -> {
            try (Connection connection = Connections.inPassing(store).getConnection();
                    PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
                copy.setString(1, part.toString());
                copy.execute();
            }
        });
    }

    /** An empty file reserves the name, and the whole copy takes its place in one step. */
    private static LedgerReport write(Path ledger, Path target, Copier copier) throws FileAlreadyExistsException {
        if (RESERVED.matcher(target.toString()).matches()) {
            throw new IllegalArgumentException("SQLite would take " + target + " for a file of its own: name another");
        }
        if (isSame(ledger, part(target))) {
            throw new IllegalArgumentException(
                    "the copy is written to %s first, which is the ledger: name the backup".formatted(part(target))
                            + " otherwise");
        }
        try {
            create(target);
            boolean done = false;
            try {
                LedgerReport report = copied(target, copier);
                done = true;
                return report;
            } finally {
                if (!done) {
                    Files.deleteIfExists(target);
                }
            }
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | SQLException | JdbiException | IllegalStateException | RejectedExecutionException e) {
            throw Database.trouble("file " + ledger, "cannot be backed up to " + target, e);
        }
    }

    private static LedgerReport copied(Path target, Copier copier) throws IOException, SQLException {
        Path part = part(target);
        for (String suffix : BESIDE) { // of a copy that was killed, or of somebody else
            Path there = LedgerFile.beside(part, suffix);
            if (Files.exists(there)) {
                throw new FileAlreadyExistsException(there.toString());
            }
        }
        create(part);
        try {
            copier.copyTo(part);
            standAlone(part);
            LedgerReport report = LedgerInspection.of(new SqliteFile(part)).at(target.toString());
            if (!report.isGood()) {
                throw new IOException("it is damaged: " + report.problems().get(0));
            }
            sync(part, StandardOpenOption.WRITE);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(target.toAbsolutePath().resolveSibling(""));
            return report;
        } finally {
            delete(part);
        }
    }

    private static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private static void delete(Path part) throws IOException {
        for (String suffix : BESIDE) {
            Files.deleteIfExists(LedgerFile.beside(part, suffix));
        }
    }

    /** Windows opens no folder, and its file system keeps the new name by itself. */
    private static void syncFolder(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            sync(folder, StandardOpenOption.READ);
        }
    }

    private static void create(Path file) throws IOException {
        boolean hasPermissions = Files.getFileStore(LedgerFile.folder(file)).supportsFileAttributeView("posix");
        FileAttribute<?>[] attributes = hasPermissions
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)
                .close();
    }

    /** Takes the copy out of the mode with a write-ahead log, so that it can be read from a place that cannot be written. */
    private static void standAlone(Path copy) throws SQLException {
        try (Connection connection = Connections.inPassing(new SqliteFile(copy)).getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA journal_mode = DELETE");
        }
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
