package io.github.kdpbridge.gateway.ledger;

import io.github.kdpbridge.gateway.ledger.LedgerStore.SqliteFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger's file from outside SQLite: its name, its permissions, and this process's mark in its header. SQLite itself
 * does not notice that the file is deleted or overwritten.
 */
final class LedgerFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);
    /** The offset of {@code user_version} in SQLite's header, a field for applications. */
    private static final int MARK_AT = 60;

    private static final int COPIED_AT_ONCE = 8 << 20;

    private final Path file;
    private final Object key;
    private final int mark;
    /**
     * Stays open until SQLite has closed the file: closing any other descriptor of it would release SQLite's lock
     * (POSIX).
     */
    private final FileChannel channel;

    private LedgerFile(Path file, Object key, int mark, FileChannel channel) {
        this.file = file;
        this.key = key;
        this.mark = mark;
        this.channel = channel;
    }

    /**
     * Creates the file if it is missing, and restricts it to its owner. SQLite gives its other files the same
     * permissions. Nothing is changed that is no ledger.
     *
     * @throws IOException if that fails; the message says why
     * @throws SQLException if what is there cannot be read, or is used by another gateway
     */
    static void prepare(SqliteFile store) throws IOException, SQLException {
        FoundFile.require(store);
        Path file = store.file();
        Path folder = folder(file);
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            return;
        }
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return;
        }
        tighten(file);
        tighten(beside(file, "-wal"));
    }

    /** Returns a file that SQLite keeps beside another. */
    static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /**
     * Returns the folder of a file.
     *
     * @throws IOException if no file can be created there; the message says why
     */
    static Path folder(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "folder");
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder + ": make it, or name another one in ledger.file");
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("the folder " + folder + " cannot be written: give it to the gateway's user");
        }
        return folder;
    }

    private static void tighten(Path file) throws IOException {
        if (Files.notExists(file)) {
            return;
        }
        Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
        Set<PosixFilePermission> owners = EnumSet.copyOf(given);
        owners.retainAll(PosixFilePermissions.fromString("rwx------"));
        if (owners.equals(given)) {
            return;
        }
        try {
            Files.setPosixFilePermissions(file, owners);
            LOG.warn(
                    "{} was open to others ({}); it is for its owner alone now",
                    file,
                    PosixFilePermissions.toString(given));
        } catch (IOException e) {
            LOG.warn(
                    "{} is open to others ({}), and holds devices: take their rights away",
                    file,
                    PosixFilePermissions.toString(given));
        }
    }

    /** Writes a mark into the file itself, not its write-ahead log, to recognize the file later. */
    static LedgerFile mark(Path file, DataSource source) throws IOException {
        int mark = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
        Jdbi.create(source).useHandle(sql -> {
            sql.execute("PRAGMA user_version = " + mark);
            sql.execute("PRAGMA wal_checkpoint(FULL)");
        });
        return watch(file, mark);
    }

    /**
     * Begins to watch a file that SQLite has open.
     *
     * @param mark its {@code user_version}
     * @throws IOException if it cannot be read
     */
    static LedgerFile watch(Path file, int mark) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new LedgerFile(file, key(file), mark, channel);
    }

    /** Without file keys on a system, the path has to do. */
    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    /**
     * Checks that the file is still in place and unchanged.
     *
     * @throws IOException if it is not; the message says what happened to it, and what to do
     */
    void requireIntact() throws IOException {
        Object now;
        try {
            now = key(file);
        } catch (NoSuchFileException e) {
            throw lost("it was deleted", e);
        }
        if (!now.equals(key)) {
            throw lost("another file was put in its place", null);
        }
        ByteBuffer head = ByteBuffer.allocate(Integer.BYTES);
        if (channel.read(head, MARK_AT) < Integer.BYTES || head.getInt(0) != mark) {
            throw lost("it was overwritten", null);
        }
    }

    private static IOException lost(String why, @Nullable IOException cause) {
        return new IOException(why + "; put it back, or restart the gateway to go on with what is there", cause);
    }

    /** Returns where it is. */
    Path path() {
        return file;
    }

    /** Copies it as it is, without its write-ahead log. */
    void copyTo(WritableByteChannel copy) throws IOException {
        long size = channel.size();
        for (long at = 0; at < size; ) {
            long copied = channel.transferTo(at, Math.min(COPIED_AT_ONCE, size - at), copy);
            if (copied <= 0) {
                throw new IOException("it became shorter while it was copied");
            }
            at += copied;
        }
    }

    /** Returns the bytes of the write-ahead log; 0 if there is none. */
    long logSize() throws IOException {
        Path log = beside(file, "-wal");
        return Files.exists(log) ? Files.size(log) : 0;
    }

    /** A failure is only logged: nothing was written through this. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("the ledger's file {} was not closed: {}", file, e.getMessage());
        }
    }
}
