package io.github.kdpbridge.gateway.ledger;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library. The driver would unpack it at each start, and leave the copy behind when its process is
 * killed. Here all starts share one copy for each version.
 */
final class NativeLibrary {
    /** The driver's property for the folder to unpack to, instead of the temporary one. */
    private static final String FOLDER = "org.sqlite.tmpdir";
    /** The driver's property for an unpacked library. */
    private static final String PATH = "org.sqlite.lib.path";

    private static final String NAME = "org.sqlite.lib.name";

    private static final String REMEDY =
            "name another folder for it, with -D" + FOLDER + "=FOLDER in JAVA_TOOL_OPTIONS";

    private NativeLibrary() {}

    /**
     * Loads the library, and unpacks it if necessary.
     *
     * @throws IOException if that fails; the message says why, and what to do
     */
    static synchronized void load() throws IOException {
        if (System.getProperty(PATH) != null) {
            return; // loaded already, or supplied by the operator
        }
        String base = System.getProperty(FOLDER, System.getProperty("java.io.tmpdir", ""));
        Path copy = copyIn(Path.of(base).toAbsolutePath());
        System.setProperty(NAME, copy.getFileName().toString());
        System.setProperty(PATH, String.valueOf(copy.getParent()));
        boolean loaded = false;
        try {
            load(copy, NativeLibrary::loadByDriver);
            loaded = true;
        } finally {
            if (!loaded) {
                System.clearProperty(NAME);
                System.clearProperty(PATH);
            }
        }
    }

    /**
     * Through the driver, because a program that used the driver before has the library loaded: two copies in one
     * process call into each other.
     */
    private static void loadByDriver(String copy) {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw (UnsatisfiedLinkError) new UnsatisfiedLinkError(copy).initCause(e);
        }
    }

    static void load(Path copy, Consumer<String> loader) throws IOException {
        try {
            loader.accept(copy.toString());
        } catch (UnsatisfiedLinkError e) {
            throw new IOException(
                    "SQLite's library cannot be loaded from " + copy.getParent()
                            + "; its file system may be mounted noexec: " + REMEDY,
                    e);
        }
    }

    /**
     * Returns the copy of this version in a folder, and unpacks it if it is missing or damaged. Safe for several
     * processes at once.
     *
     * @throws IOException if that fails; the message says why, and what to do
     */
    static Path copyIn(Path base) throws IOException {
        byte[] library = library();
        try {
            Path folder = ownFolder(base);
            Path copy = folder.resolve(
                    "sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + LibraryLoaderUtil.getNativeLibName());
            if (!isCopy(copy, library)) {
                unpack(folder, copy, library);
            }
            return copy;
        } catch (IOException e) {
            throw new IOException(
                    "SQLite's library cannot be unpacked to " + base + " (" + e.getMessage() + "): " + REMEDY, e);
        }
    }

    private static byte[] library() throws IOException {
        String name = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        try {
            return Resources.toByteArray(Resources.getResource(LibraryLoaderUtil.class, name));
        } catch (IllegalArgumentException e) {
            throw new IOException("there is no library of SQLite for this kind of machine, " + name, e);
        }
    }

    /** The library runs as this process, so no other user may write to its folder. */
    private static Path ownFolder(Path base) throws IOException {
        if (!Files.isDirectory(base)) {
            throw new IOException("there is no such folder");
        }
        Path folder = base.resolve("kdp-bridge-" + user());
        boolean posix = Files.getFileStore(base).supportsFileAttributeView("posix");
        try {
            if (posix) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            if (posix && !isOurs(folder)) {
                throw new IOException(folder + " belongs to another user, or others may write to it", e);
            }
        }
        return folder;
    }

    /**
     * A folder that only its owner can write, and this process can, belongs to this process's user; root, which can
     * write everything, must own it.
     */
    private static boolean isOurs(Path folder) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        boolean ownersAlone = !permissions.contains(PosixFilePermission.GROUP_WRITE)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
        String owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName();
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && ownersAlone
                && Files.isWritable(folder)
                && (!user().equals("root") || owner.equals("root"));
    }

    private static String user() {
        return System.getProperty("user.name", "user");
    }

    private static boolean isCopy(Path copy, byte[] library) throws IOException {
        return Files.isRegularFile(copy)
                && Files.size(copy) == library.length
                && Arrays.equals(Files.readAllBytes(copy), library);
    }

    /** Renames the finished file, so that a kill leaves no half-written copy. */
    private static void unpack(Path folder, Path copy, byte[] library) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !isCopy(copy, library)) {
                Path unfinished = folder.resolve("unfinished");
                Files.write(unfinished, library);
                Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
