package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gateway.admin.AdminAnswer;
import io.github.kdpbridge.gateway.config.AdminAccess;
import io.github.kdpbridge.gateway.config.AdminAccess.Role;
import org.junit.jupiter.api.Test;

class MigrationEndpointTest {
    private static AdminAccess access(Role role) {
        return new AdminAccess("ada", role, AdminAccess.digest("sim-token"));
    }

    /** A token in the clear could be read on the way, and act from then on. */
    @Test
    void actFromAnotherMachineWithoutTls_isRefused() {
        assertThat(MigrationEndpoint.ofAct(access(Role.OPERATOR), false))
                .contains(AdminAnswer.refusal(
                        403,
                        "an act is taken from this machine only, because the admin side has no TLS; use a tunnel"
                                + " (ssh -L)"));
        assertThat(MigrationEndpoint.ofAct(access(Role.OPERATOR), true)).isEmpty();
        assertThat(MigrationEndpoint.ofAct(access(Role.VIEWER), true))
                .contains(AdminAnswer.refusal(403, "ada is a viewer; only an operator may change something"));
    }
}
