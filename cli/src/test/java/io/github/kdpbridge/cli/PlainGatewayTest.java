package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainGatewayTest {
    @TempDir
    private Path folder;

    @Test
    void commandLineWithTheFileAlone_isPlain() {
        assertThat(PlainGateway.config("gateway", "--config", "gateway.conf")).contains(Path.of("gateway.conf"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gateway",
                "gateway --config",
                "gateway --help",
                "gateway --config --help",
                "gateway --config @options",
                "gateway --config gateway.conf --check-config",
                "gateway --debug --config gateway.conf",
                "gateway gateway.conf --config",
                "doctor --config gateway.conf",
            })
    void anyOtherCommandLine_isForPicocli(String line) {
        assertThat(PlainGateway.config(line.split(" "))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"resellers = []", "resellers ="})
    void mistakeInTheConfiguration_isToldAsByPicocli(String text) throws IOException, InterruptedException {
        String config = Files.writeString(folder.resolve("gateway.conf"), text).toString();

        CommandRun run = CommandRun.of("gateway", "--config", config);

        try (ServerProcess plain = ServerProcess.start("gateway", "--config", config)) {
            assertThat(plain.exitCode()).isEqualTo(run.exitCode());
            assertThat(plain.rest()).isEqualTo(run.out());
            assertThat(plain.errors()).isNotEmpty().isEqualTo(run.err());
        }
    }
}
