package io.github.kdpbridge.compattests.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.compattests.json.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

final class KeyFileTest {
    @Test
    void keyFile_isForItsOwnerAndGoneAfterwards() throws IOException {
        Path path;
        try (KeyFile keys = KeyFile.generate()) {
            path = Path.of(
                    ((JsonTree.TextNode) JsonTree.parse(keys.quotedPath()).orElseThrow()).value());
            JsonTree.ObjectNode content =
                    (JsonTree.ObjectNode) JsonTree.parse(Files.readString(path)).orElseThrow();

            assertThat(content.fields()).containsOnlyKeys("Public", "Private");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        }
        assertThat(path).doesNotExist();
    }
}
