package io.github.kdpbridge.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFilesTest {
    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void assertChanged(ConfigFiles files, Set<Path> named) {
        assertThat(files.haveChanged(named)).as("it may still be written").isFalse();
        assertThat(files.haveChanged(named)).as("it is the same again").isTrue();
    }

    private static void assertUnchanged(ConfigFiles files, Set<Path> named) {
        assertThat(files.haveChanged(named)).isFalse();
        assertThat(files.haveChanged(named)).isFalse();
    }

    @Test
    void changedFile_isNoticedWhenItIsTheSameTwice_untilItIsUsed() throws Exception {
        Path file = write("gateway.conf", "a = 1");
        ConfigFiles files = new ConfigFiles(file, Set.of());
        assertUnchanged(files, Set.of());

        write("gateway.conf", "a = 2");
        assertChanged(files, Set.of());

        files.use(Set.of());
        assertUnchanged(files, Set.of());
        write("gateway.conf", "a = 1");
        assertChanged(files, Set.of());
    }

    @Test
    void halfOfAFile_isLeftToItsWriter() throws Exception {
        Path file = write("gateway.conf", "a { b = 1 }");
        ConfigFiles files = new ConfigFiles(file, Set.of());

        write("gateway.conf", "a { b =");
        assertThat(files.haveChanged(Set.of())).isFalse();
        write("gateway.conf", "a { b = 2 }");
        assertChanged(files, Set.of());
    }

    @Test
    void fileThatStaysBroken_isNoticedOnce() throws Exception {
        Path file = write("gateway.conf", "a { b = 1 }");
        ConfigFiles files = new ConfigFiles(file, Set.of());

        write("gateway.conf", "a { b =");
        assertChanged(files, Set.of());
        files.use(Set.of());
        assertUnchanged(files, Set.of());

        Files.delete(file);
        assertChanged(files, Set.of());
    }

    @Test
    void includedFileAndKeyFile_areLookedAtToo() throws Exception {
        write("keys.conf", "key = 1");
        Path keys = write("keys.json", "secret");
        Path file = write("gateway.conf", "include \"keys.conf\"");
        ConfigFiles files = new ConfigFiles(file, Set.of(keys));
        assertUnchanged(files, Set.of(keys));

        write("keys.conf", "key = 2");
        assertChanged(files, Set.of(keys));
        files.use(Set.of(keys));

        write("keys.json", "secret of the next year");
        assertChanged(files, Set.of(keys));
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
        ConfigFiles files = new ConfigFiles(file, Set.of());

        Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..version2"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

        assertChanged(files, Set.of());
    }

    @Test
    void newTimeOrComment_isNoChange() throws Exception {
        Path file = write("gateway.conf", "a = 1");
        ConfigFiles files = new ConfigFiles(file, Set.of());

        write("gateway.conf", "# as before\na = 1");
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));

        assertUnchanged(files, Set.of());
    }
}
