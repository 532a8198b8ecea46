package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ProfileQuery;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ResellerQuery;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client offers every operation, and so does a ledger over it. */
class OperationsTest {
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final TransactionId UPLOAD = TransactionId.of("PO-7");
    private static final Devices DEVICES = Devices.imeis(List.of("351800000000701"));

    /** In an order in which each can be carried out. */
    private static final List<Request<?>> REQUESTS = List.of(
            UploadRequest.builder(CUSTOMER, UPLOAD).devices(DEVICES).build(),
            StatusRequest.of(UPLOAD),
            new RemovalRequest(TransactionId.of("D-7"), CUSTOMER, null, UPLOAD),
            DeleteRequest.of(CUSTOMER, TransactionId.of("D-8"), DEVICES),
            TransactionsQuery.all(),
            DeviceQuery.all(),
            CustomerQuery.all(),
            new ResellerQuery(PageRequest.first()),
            new ProfileQuery(CUSTOMER));

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @Test
    void everyOperation_isOffered() {
        try (Gen2Client client = TestedClient.builder(ResellerId.of("4680000925"))
                .baseUrl(knox.gen2BaseUrl().toString())
                .tokens(OAuthTokenSource.of("sim-client", "sim-secret")
                        .withTokenUrl(knox.oauthTokenUrl().toString()))
                .build()) {
            assertOffersAll(client);
        }
    }

    @Test
    void everyOperation_isOfferedBehindALedger() {
        try (Gen2Client client = TestedClient.builder(ResellerId.of("4680000925"))
                .baseUrl(knox.gen2BaseUrl().toString())
                .tokens(OAuthTokenSource.of("sim-client", "sim-secret")
                        .withTokenUrl(knox.oauthTokenUrl().toString()))
                .build()) {
            assertOffersAll(LedgerProgram.of(client, InMemoryLedger.create()));
        }
    }

    private static void assertOffersAll(DeploymentProgram program) {
        Set<Operation<?, ?>> asked = new HashSet<>();
        REQUESTS.forEach(request -> asked.add(request.operation()));
        assertThat(asked).isEqualTo(Set.copyOf(Operation.all()));
        assertThat(REQUESTS)
                .allSatisfy(request -> assertThat(program.send(request)).succeedsWithin(Duration.ofSeconds(30)));
    }
}
