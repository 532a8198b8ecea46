package io.github.kdpbridge.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFilesTest {
    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Reads the files, with the names of others in them. */
    private static void use(ConfigFiles files, Path... named) {
        files.read(() -> "", any -> Set.of(named));
    }

    private static void assertChanged(ConfigFiles files) {
        assertThat(files.haveChanged()).as("it may still be written").isFalse();
        assertThat(files.haveChanged()).as("it is the same again").isTrue();
    }

    private static void assertUnchanged(ConfigFiles files) {
        assertThat(files.haveChanged()).isFalse();
        assertThat(files.haveChanged()).isFalse();
    }

    @Test
    void changedFile_isNoticedWhenItIsTheSameTwice_untilItIsUsed() throws Exception {
        Path file = write("gateway.conf", "a = 1");
        ConfigFiles files = new ConfigFiles(file);
        assertUnchanged(files);

        write("gateway.conf", "a = 2");
        assertChanged(files);

        use(files);
        assertUnchanged(files);
        write("gateway.conf", "a = 1");
        assertChanged(files);
    }

    @Test
    void changeWhileAFileIsRead_isOne() throws Exception {
        Path keys = write("keys.json", "secret");
        ConfigFiles files = new ConfigFiles(write("gateway.conf", "a = 1"));

        files.read(() -> changed("gateway.conf", "a = 2"), any -> Set.of());
        assertThat(files.haveChanged()).as("it may still be written").isFalse();
        assertThat(files.haveChanged()).isTrue();

        files.read(() -> changed("keys.json", "secret of the next year"), any -> Set.of(keys));
        use(files, keys);
        assertUnchanged(files);
        AtomicInteger reads = new AtomicInteger();
        files.read(() -> changed("keys.json", "secret " + reads.incrementAndGet()), any -> Set.of(keys));
        assertThat(reads).hasValue(1);
        assertChanged(files);
    }

    private String changed(String name, String text) {
        try {
            return write(name, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void halfOfAFile_isLeftToItsWriter() throws Exception {
        Path file = write("gateway.conf", "a { b = 1 }");
        ConfigFiles files = new ConfigFiles(file);

        write("gateway.conf", "a { b =");
        assertThat(files.haveChanged()).isFalse();
        write("gateway.conf", "a { b = 2 }");
        assertChanged(files);
    }

    @Test
    void fileThatStaysBroken_isNoticedOnce() throws Exception {
        Path file = write("gateway.conf", "a { b = 1 }");
        ConfigFiles files = new ConfigFiles(file);

        write("gateway.conf", "a { b =");
        assertChanged(files);
        use(files);
        assertUnchanged(files);

        Files.delete(file);
        assertChanged(files);
    }

    @Test
    void includedFileAndKeyFile_areLookedAtToo() throws Exception {
        write("keys.conf", "key = 1");
        Path keys = write("keys.json", "secret");
        Path file = write("gateway.conf", "include \"keys.conf\"");
        ConfigFiles files = new ConfigFiles(file);
        use(files, keys);
        assertUnchanged(files);

        write("keys.conf", "key = 2");
        assertChanged(files);
        use(files, keys);

        write("keys.json", "secret of the next year");
        assertChanged(files);
    }

    /** As Kubernetes does: a link is swapped, and the file's own name leads through it. */
    @Test
    void linkThatLeadsElsewhere_isFollowed() throws Exception {
        for (int version : new int[] {1, 2}) {
            Files.createDirectory(folder.resolve("..version" + version));
            write("..version" + version + "/gateway.conf", "a = " + version);
        }
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..version1"));
        Path file = Files.createSymbolicLink(folder.resolve("gateway.conf"), Path.of("..data/gateway.conf"));
        ConfigFiles files = new ConfigFiles(file);

        Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..version2"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

        assertChanged(files);
    }

    @Test
    void newTimeOrComment_isNoChange() throws Exception {
        Path file = write("gateway.conf", "a = 1");
        ConfigFiles files = new ConfigFiles(file);

        write("gateway.conf", "# as before\na = 1");
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));

        assertUnchanged(files);
    }
}
