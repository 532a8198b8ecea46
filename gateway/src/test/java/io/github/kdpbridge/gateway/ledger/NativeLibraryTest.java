package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

class NativeLibraryTest {
    private static final String REMEDY =
            ": name another folder for it, with -Dorg.sqlite.tmpdir=FOLDER in JAVA_TOOL_OPTIONS";

    @TempDir
    private Path base;

    private Path folder() {
        return base.resolve("kdp-bridge-" + System.getProperty("user.name"));
    }

    private List<String> unpacked() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void manyStarts_shareOneCopyOfTheVersion() throws Exception {
        Path copy = NativeLibrary.copyIn(base);
        Object first = Files.getAttribute(copy, "unix:ino");

        assertThat(NativeLibrary.copyIn(base)).isEqualTo(copy);

        assertThat(Files.getAttribute(copy, "unix:ino")).isEqualTo(first);
        assertThat(unpacked())
                .containsExactly(
                        "lock", "sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + LibraryLoaderUtil.getNativeLibName());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void copyThatIsDamaged_isMadeAnew() throws Exception {
        Path copy = NativeLibrary.copyIn(base);
        byte[] whole = Files.readAllBytes(copy);
        Files.write(copy, new byte[whole.length]);
        Files.write(folder().resolve("unfinished"), new byte[7]);

        NativeLibrary.copyIn(base);

        assertThat(Files.readAllBytes(copy)).isEqualTo(whole);
        assertThat(unpacked()).hasSize(2);
    }

    /** Each is killed as soon as it has the library. */
    @Test
    void processesThatStartAtOnceAndAreKilled_leaveOneCopy() throws Exception {
        List<Process> processes = IntStream.range(0, 3)
                .mapToObj(number -> start(base.resolve(number + ".db")))
                .toList();
        for (Process process : processes) {
            String said = process.inputReader(StandardCharsets.UTF_8).readLine();
            process.destroyForcibly().waitFor();
            assertThat(said).isEqualTo("opened");
        }

        assertThat(unpacked()).hasSize(2);
        try (Stream<Path> files = Files.list(base)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(name -> name.matches("[0-2][.]db(-wal|-shm)?") || name.startsWith("kdp-bridge-"));
        }
    }

    private Process start(Path file) {
        return start(Holder.class, file);
    }

    private Process start(Class<?> program, Path file) {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Djava.io.tmpdir=" + base,
                            "-cp",
                            System.getProperty("java.class.path"),
                            program.getName(),
                            file.toString())
                    .directory(base.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Two copies of the library in one process call into each other, and the process dies. */
    @Test
    void programThatUsedTheDriverBefore_getsNoSecondCopyOfTheLibrary() throws Exception {
        Process process = start(OtherUser.class, base.resolve("ledger.db"));

        assertThat(process.inputReader(StandardCharsets.UTF_8).lines()).containsExactly("1 copy");
        assertThat(process.waitFor()).isZero();
    }

    /** Uses SQLite by itself, and then a ledger. */
    public static final class OtherUser {
        private OtherUser() {}

        /** Opens the file that is named. */
        public static void main(String[] args) throws Exception {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                    Statement sql = connection.createStatement()) {
                sql.execute("CREATE TABLE of_its_own (id INTEGER)");
            }
            SqlLedger.open(new LedgerStore.SqliteFile(Path.of(args[0]))).close();
            try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
                long copies = maps.filter(line -> line.endsWith("sqlitejdbc.so"))
                        .map(line -> line.substring(line.indexOf('/')))
                        .distinct()
                        .count();
                System.out.println(copies + " copy");
            }
        }
    }

    /** Holds a ledger until it is killed. */
    public static final class Holder {
        private Holder() {}

        /** Opens the file that is named. */
        public static void main(String[] args) throws IOException {
            try (SqlLedger ledger = SqlLedger.open(new LedgerStore.SqliteFile(Path.of(args[0])))) {
                System.out.println("opened");
                var unused = System.in.read();
                System.out.println(ledger.trouble());
            }
        }
    }

    @Test
    void folderThatOthersMayWriteTo_isNotUsed() throws Exception {
        Files.createDirectory(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> NativeLibrary.copyIn(base))
                .isInstanceOf(IOException.class)
                .hasMessage("SQLite's library cannot be unpacked to " + base + " (" + folder()
                        + " belongs to another user, or others may write to it)" + REMEDY);
    }

    @Test
    void folderThatIsNotThere_isNamed() {
        Path missing = base.resolve("missing");

        assertThatThrownBy(() -> NativeLibrary.copyIn(missing))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "SQLite's library cannot be unpacked to " + missing + " (there is no such folder)" + REMEDY);
    }

    @Test
    void folderThatMayNotExecute_isNamedInOneLine() throws Exception {
        Path copy = NativeLibrary.copyIn(base);

        assertThatThrownBy(() -> NativeLibrary.load(copy, path -> {
                    throw new UnsatisfiedLinkError(path + ": failed to map segment from shared object");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("SQLite's library cannot be loaded from " + folder()
                        + "; its file system may be mounted noexec" + REMEDY);
    }
}
