package io.github.kdpbridge.gateway.reseller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientsTest {
    private static final Gen2Account FIRST = account("4680000925");
    private static final Gen2Account SECOND = account("4680000926");

    private final List<Gen2Client> made = new ArrayList<>();

    private static Gen2Account account(String reseller) {
        return new Gen2Account(
                ResellerId.of(reseller),
                Set.of(Gen1Key.of("key-of-" + reseller)),
                new Gen2Service(
                        "http://127.0.0.1:9/",
                        OAuthTokenSource.of("sim-client", "sim-secret"),
                        Resilience.standard(),
                        Gen2Profile.standard()));
    }

    private Gen2Client client(Gen2Account account) {
        Gen2Client client = Gen2Client.builder(account.reseller())
                .baseUrl(account.service().baseUrl())
                .tokens(account.service().tokens())
                .build();
        made.add(client);
        return client;
    }

    private static void assertClosed(Gen2Client client) {
        assertThatThrownBy(client::authenticate)
                .isInstanceOfSatisfying(
                        RefusedLocallyException.class,
                        e -> assertThat(e.reason()).isEqualTo(RefusedLocallyException.Reason.CANCELLED));
    }

    /** No memory for the second one, perhaps. */
    @Test
    void clientThatCannotBeMade_closesThoseThatAre() {
        try (Clients clients = new Clients(List.of(FIRST, SECOND), account -> {
            if (account.equals(SECOND)) {
                throw new OutOfMemoryError("made up");
            }
            return client(account);
        })) {
            assertThatThrownBy(() -> clients.of(FIRST))
                    .isExactlyInstanceOf(OutOfMemoryError.class)
                    .hasMessage("made up");
        }

        assertThat(made).singleElement().satisfies(ClientsTest::assertClosed);
    }

    @Test
    void clients_areClosedTogether() {
        try (Clients clients = new Clients(List.of(FIRST, SECOND), this::client)) {
            assertThat(clients.all()).containsExactlyInAnyOrderElementsOf(made);
        }

        assertThat(made).hasSize(2).allSatisfy(ClientsTest::assertClosed);
    }
}
