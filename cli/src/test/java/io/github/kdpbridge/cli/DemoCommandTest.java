package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCommandTest {
    @Test
    void bundledSession_isTheSameThroughTheGateway() {
        CommandRun run = CommandRun.of("demo");

        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().filter(line -> line.endsWith("  DIFFERENT") || line.startsWith("    ! ")))
                .isEmpty();
        assertThat(run.out()).endsWith("36 requests, 36 same, 0 different; portals equal" + System.lineSeparator());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("4092100", "4000000", "40000044", "4042104", "4042105", "4092101", "4002101", "4010000")
                .contains("gen2: POST /ams/v1/users/accesstoken -> 200", "gen2: PUT /kcs/v1/rp/devices/delete -> 200");
    }

    @Test
    void sessionOfTheUser_isReplayedInstead(@TempDir Path folder) throws IOException {
        Path session = Files.writeString(
                folder.resolve("s.http"), "### Without a key\nGET /bulkenroll/v1/reseller/devices/status");

        CommandRun run = CommandRun.of("demo", session.toString());

        assertThat(run.out()).startsWith(" 1. Without a key").contains("1 request, 1 same, 0 different");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void sessionThatDoesNotExist_isReportedInOneLine(@TempDir Path folder) {
        Path missing = folder.resolve("s.http");

        CommandRun run = CommandRun.of("demo", missing.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("kdp demo: " + missing + ": no such file" + System.lineSeparator());
    }
}
