package io.github.kdpbridge.gateway.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a ledger as others see it: under its name, for its owner alone, and with the mark that this process put
 * into it. SQLite itself does not notice when somebody deletes the file or writes over it.
 */
final class LedgerFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);
    /** Where the head of a file of SQLite has its {@code user_version}, which is left to its user. */
    private static final int MARK_AT = 60;

    private final Path file;
    private final Object key;
    private final int mark;
    /** Stays open until SQLite has closed the file: to close any other descriptor of it would end SQLite's lock. */
    private final FileChannel channel;

    private LedgerFile(Path file, Object key, int mark, FileChannel channel) {
        this.file = file;
        this.key = key;
        this.mark = mark;
        this.channel = channel;
    }

    /**
     * Makes the file if it is not there, for its owner alone, and takes the others' right to read it away. SQLite gives
     * the files that it puts beside it the same permissions.
     *
     * @throws IOException if that cannot be done; the message says why
     */
    static void prepare(Path file) throws IOException {
        Path folder = folder(file);
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            return;
        }
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return;
        }
        tighten(file);
        tighten(file.resolveSibling(file.getFileName() + "-wal"));
    }

    /**
     * Returns the folder of a file.
     *
     * @throws IOException if no file can be made there; the message says why
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

    /**
     * Begins to watch a file that SQLite has open.
     *
     * @param mark what its head holds as {@code user_version}
     * @throws IOException if it cannot be read
     */
    static LedgerFile watch(Path file, int mark) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new LedgerFile(file, key(file), mark, channel);
    }

    /** On a system without keys of files, one is like the other. */
    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }

    /**
     * Sees whether the file is still there, and the same.
     *
     * @throws IOException if it is not; the message says what somebody did to it, and what to do
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
            throw lost("somebody wrote over it", null);
        }
    }

    private static IOException lost(String why, @Nullable IOException cause) {
        return new IOException(why + "; put it back, or restart the gateway to go on with what is there", cause);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
