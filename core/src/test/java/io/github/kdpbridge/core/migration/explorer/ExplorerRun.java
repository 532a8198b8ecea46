package io.github.kdpbridge.core.migration.explorer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All designs in all worlds, with {@code -Pexplore}: 20,095,804 states, of which D10 has 1,452,077; minutes of one processor. */
class ExplorerRun {
    @ParameterizedTest
    @MethodSource("io.github.kdpbridge.core.migration.explorer.Finding#all")
    void design_breaksTheseInvariantsAndNoOthers(Finding finding) {
        ExplorerTest.check(finding);
    }
}
