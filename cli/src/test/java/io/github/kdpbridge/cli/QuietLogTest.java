package io.github.kdpbridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.testfixtures.ShortLivedJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("one-jdk")
final class QuietLogTest {
    @TempDir
    private Path folder;

    /** By the jar alone as well as by the script. */
    @Test
    void demo_printsTheComparisonAndNothingElse() throws IOException, InterruptedException {
        Path session = Files.writeString(
                folder.resolve("s.http"),
                "### List\nGET /bulkenroll/v1/reseller/devices?resellerId=4680000925\nX-WSM-API-TOKEN: sim-gen1-key\n");
        File err = folder.resolve("err").toFile();
        File out = folder.resolve("out").toFile();
        List<String> command = ShortLivedJvm.command();
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), Main.class.getName(), "demo", session.toString()));
        ProcessBuilder demo = new ProcessBuilder(command);
        demo.environment().keySet().removeIf(name -> name.startsWith("KDP_") || name.startsWith("JAVA_"));

        int exitCode = demo.redirectError(err).redirectOutput(out).start().waitFor();

        assertThat(err).hasContent("");
        assertThat(Files.readString(out.toPath(), UTF_8))
                .startsWith(" 1. List")
                .contains("1 request, 1 same")
                .doesNotContain("\u001b");
        assertThat(exitCode).isZero();
    }

    @Test
    void settingOfTheEnvironment_counts() {
        assertThat(QuietLog.of(Map.of("KDP_LOG_LEVEL", "DEBUG"), "--debug", "verify"))
                .isEqualTo(Map.of("KDP_ACCESS_LOG", "off"));
        assertThat(QuietLog.of(Map.of("KDP_LOG_LEVEL", ""), "doctor")).isEqualTo(Map.of("KDP_LOG_LEVEL", "ERROR"));
        assertThat(QuietLog.of(Map.of(), "gateway", "--config", "x")).isEmpty();
        assertThat(QuietLog.of(Map.of())).isEmpty();
    }
}
