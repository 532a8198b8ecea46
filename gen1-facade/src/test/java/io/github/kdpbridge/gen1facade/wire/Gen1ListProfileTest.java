package io.github.kdpbridge.gen1facade.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Gen1ListProfileTest {
    @Test
    void copy_keepsEverySetting() {
        Gen1ListProfile copy = Gen1ListProfile.builder()
                .devicesPaths(Set.of("/d"))
                .customersPaths(Set.of("/c"))
                .resellersPaths(Set.of("/r"))
                .pageSize(1)
                .pageSizeLimit(1)
                .deviceDetails(false)
                .names(Map.of(Gen1ListField.RESELLERS, "accounts"))
                .build()
                .toBuilder()
                .build();

        assertThat(copy.devicesPaths()).containsExactly("/d");
        assertThat(copy.customersPaths()).containsExactly("/c");
        assertThat(copy.resellersPaths()).containsExactly("/r");
        assertThat(copy.pageSize()).isEqualTo(1);
        assertThat(copy.pageSizeLimit()).isEqualTo(1);
        assertThat(copy.deviceDetails()).isFalse();
        assertThat(copy.name(Gen1ListField.RESELLERS)).isEqualTo("accounts");
        assertThat(copy.name(Gen1ListField.CUSTOMER_ID)).isEqualTo("customerId");
    }

    @Test
    void standard_isWhatABuilderStartsFrom() {
        assertThat(Gen1ListProfile.standard().deviceDetails()).isTrue();
        assertThat(Gen1ListProfile.standard().pageSize())
                .isEqualTo(Gen1ListProfile.builder().build().pageSize());
    }

    @Test
    void misuse_isNamed() {
        Gen1ListProfile.Builder builder = Gen1ListProfile.builder();

        assertThatThrownBy(() -> builder.pageSize(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a page must have room for an item: 0");
        assertThatThrownBy(() -> builder.pageSizeLimit(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a page must have room for an item: 0");
        assertThatThrownBy(() -> builder.names(Map.of(Gen1ListField.RESELLERS, "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the name of RESELLERS is empty");
    }
}
