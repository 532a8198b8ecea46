package io.github.kdpbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.world.World;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The files of examples/ that the pages tell a reader to start with. */
final class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../examples");

    @Test
    void world_isTheDefaultOfTheSimulator() {
        World world = World.read(EXAMPLES.resolve("world.json"));

        assertThat(world).usingRecursiveComparison().isEqualTo(World.standard());
    }

    @Test
    void configurationForTheSimulator_isAccepted() {
        CommandRun run = CommandRun.of(
                "gateway", "--config", EXAMPLES.resolve("simulator.conf").toString(), "--check-config");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualToNormalizingNewlines("configuration is good: listens at 127.0.0.1:8080 without TLS, "
                        + "admin at 127.0.0.1:8081, ledger in memory, reseller 4680000925\n");
        assertThat(run.exitCode()).isZero();
    }
}
