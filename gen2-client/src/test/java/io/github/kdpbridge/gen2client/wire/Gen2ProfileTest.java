package io.github.kdpbridge.gen2client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Gen2ProfileTest {
    @Test
    void everyAssumption_canBeMended() {
        Gen2Profile fixed = Gen2Profile.standard().toBuilder()
                .uploadPath("up")
                .deletePath("down")
                .statusPath("state")
                .tokenPath("/signed")
                .oauthPath("/bearer")
                .aliasServiceField("service")
                .aliasNameField("name")
                .build()
                .toBuilder()
                .build();

        assertThat(fixed.uploadPath()).isEqualTo("up");
        assertThat(fixed.deletePath()).isEqualTo("down");
        assertThat(fixed.statusPath()).isEqualTo("state");
        assertThat(fixed.tokenPath()).isEqualTo("/signed");
        assertThat(fixed.oauthPath()).isEqualTo("/bearer");
        assertThat(fixed.aliasServiceField()).isEqualTo("service");
        assertThat(fixed.aliasNameField()).isEqualTo("name");
    }

    @Test
    void misuse_isNamed() {
        assertThatThrownBy(() -> Gen2Profile.builder().tokenPath("signed"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the token path must start with a slash: signed");
        assertThatThrownBy(() -> Gen2ListProfile.builder().pageSize(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a page must have room for an item: 0");
        assertThatThrownBy(() -> Gen2ListProfile.builder().firstPage(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the number of the first page is negative: -1");
    }

    @Test
    void smallestPagesFromZero_areAPossibility() {
        Gen2ListProfile smallest =
                Gen2ListProfile.builder().pageSize(1).firstPage(0).build();

        assertThat(smallest.pageSize()).isEqualTo(1);
        assertThat(smallest.firstPage()).isZero();
    }
}
