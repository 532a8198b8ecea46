package io.github.kdpbridge.gen1facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Gen1KeyTest {
    /** The SHA-256 of "abc" (FIPS 180-2, appendix B.1). */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void digest_isTheSameKey() {
        assertThat(Gen1Key.sha256(ABC))
                .isEqualTo(Gen1Key.of("abc"))
                .hasSameHashCodeAs(Gen1Key.of("abc"))
                .isNotEqualTo(Gen1Key.of("abd"))
                .isNotEqualTo(ABC);
        assertThat(Gen1Key.of("abc").hashCode()).isNotEqualTo(Gen1Key.of("abd").hashCode());
    }

    @Test
    void digest_opensTheAccount() {
        FakeProgram program = new FakeProgram("4680000925");
        Accounts.Builder accounts = new Accounts.Builder();
        assertThat(accounts.putIfAbsent(Gen1Key.sha256(ABC), program)).isNull();

        assertThat(accounts.build(UnaryOperator.identity()).find("abc")).isSameAs(program);
        assertThat(accounts.build(UnaryOperator.identity()).find("abd")).isNull();
    }

    @Test
    void text_isNeverShown() {
        assertThat(Gen1Key.of("abc").toString())
                .isNotEmpty()
                .doesNotContain("abc")
                .doesNotContain(ABC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"})
    void whatIsNoDigest_isRefused(String hex) {
        assertThatThrownBy(() -> Gen1Key.sha256(hex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the digest of the key must be 64 hexadecimal digits");
    }
}
