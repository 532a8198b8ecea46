package io.github.kdpbridge.core.migration.explorer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All designs in all worlds, with {@code -Pexplore}: 20 million states, a minute and a half of one processor. */
class ExplorerRun {
    @ParameterizedTest
    @MethodSource("io.github.kdpbridge.core.migration.explorer.Finding#all")
    void design_breaksTheseInvariantsAndNoOthers(Finding finding) {
        ExplorerTest.check(finding);
    }
}
