package io.github.kdpbridge.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.gateway.config.AdminAccess.Role;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminAccessTest {
    private static final String OPERATOR_1 =
            "{ name = operator-1, role = operator, tokenSha256 = \"%s\" }".formatted("a7".repeat(32));

    private static GatewayConfig read(String access) {
        return GatewayConfig.parse("""
                gateway { listen = "127.0.0.1:0", ledger { file = off }, admin { access = [%s] } }
                resellers = [{
                  resellerId = "4680000925", gen1Key = "sim-gen1-key"
                  gen2 { baseUrl = "https://kdp.invalid/rp"
                    auth { scheme = oauth2, clientId = sim-client, clientSecret = sim-secret } }
                }]
                """.formatted(access), "gateway.conf");
    }

    @Test
    void operators_areReadFromTheFile() {
        GatewayConfig config =
                read(OPERATOR_1 + ", { name = board, role = Viewer, tokenSha256 = \"%s\" }".formatted("B8".repeat(32)));

        assertThat(config.adminAccess())
                .containsExactly(
                        AdminAccess.ofSha256("operator-1", Role.OPERATOR, "a7".repeat(32)),
                        AdminAccess.ofSha256("board", Role.VIEWER, "b8".repeat(32)));
        assertThat(config.adminAccess()).hasToString("[AdminAccess[operator-1, OPERATOR], AdminAccess[board, VIEWER]]");
        assertThat(Changes.needingRestart(read(""), config)).isEmpty();
    }

    @Test
    void withoutAList_thereIsNone() {
        assertThat(read("").adminAccess()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { role = operator, tokenSha256 = %1$s }                | gateway.admin.access[0].name: is missing
            { name = operator-2, role = admin, tokenSha256 = %1$s }       | gateway.admin.access[0].role: must be viewer or operator, not admin
            { name = operator-2, role = operator, tokenSha256 = a7 }      | gateway.admin.access[0].tokenSha256: the digest of the token must be 64 hexadecimal digits
            { name = "b b", role = operator, tokenSha256 = %1$s }  | gateway.admin.access[0].name: a name is 1 to 64 letters, digits or the marks . _ @ -, not "b b"
            { name = operator-2, role = viewer, tokenSha256 = %1$s, x=1 } | gateway.admin.access[0].x: there is no such setting; known here: name, role, tokenSha256
            """)
    void mistake_isNamed(String access, String mistake) {
        assertThatThrownBy(() -> read(access.formatted("\"" + "c9".repeat(32) + "\"")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("gateway.conf: " + mistake);
    }

    @Test
    void twoOperators_shareNeitherNameNorToken() {
        assertThatThrownBy(() -> read(OPERATOR_1 + ", " + OPERATOR_1))
                .hasMessage("gateway.conf: gateway.admin.access[1].name: operator-1 is in the list already");
        assertThatThrownBy(() -> read(OPERATOR_1 + ", " + OPERATOR_1.replace("operator-1", "operator-2")))
                .hasMessage("gateway.conf: gateway.admin.access[1].tokenSha256: another operator has the same token");
    }
}
