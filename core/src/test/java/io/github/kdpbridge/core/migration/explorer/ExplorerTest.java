package io.github.kdpbridge.core.migration.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.migration.explorer.Explorer.Result;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The built design, D10, breaks no invariant in any interleaving, and each simpler design breaks some. A design that breaks
 * fewer than before shows that the model no longer tells them apart. {@link ExplorerRun} explores all worlds.
 */
@Tag("one-jdk")
class ExplorerTest {
    private static Stream<Finding> findings() {
        return Finding.of(World.W1, World.W3, World.W5, World.W6);
    }

    @ParameterizedTest
    @MethodSource("findings")
    void design_breaksTheseInvariantsAndNoOthers(Finding finding) {
        check(finding);
    }

    static void check(Finding finding) {
        Result result = Explorer.explore(finding.design(), finding.world());

        assertThat(result.broken().keySet()).as("%s", result.broken()).isEqualTo(finding.broken());
    }

    /** The figures of the first explorer, which was written on its own. */
    @Test
    void states_areThoseOfTheFirstExplorer() {
        assertThat(Stream.of(World.W1, World.W3, World.W5, World.W6)
                        .map(world -> Explorer.explore(Design.D10, world).states()))
                .containsExactly(9_015, 82_924, 508, 1_842);
    }
}
