package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountTest {
    @Test
    void one_isSingular() {
        assertThat(Count.of(1, "unit")).isEqualTo("1 unit");
        assertThat(Count.of(1, "entry", "entries")).isEqualTo("1 entry");
    }

    @Test
    void allOthers_arePlural() {
        assertThat(Count.of(0, "unit")).isEqualTo("0 units");
        assertThat(Count.of(2, "unit")).isEqualTo("2 units");
        assertThat(Count.of(2, "entry", "entries")).isEqualTo("2 entries");
    }
}
