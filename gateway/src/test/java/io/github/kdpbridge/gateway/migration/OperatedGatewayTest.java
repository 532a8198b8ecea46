package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.CUSTOMER;
import static io.github.kdpbridge.gateway.migration.Migrating.UNIT;
import static io.github.kdpbridge.gateway.migration.Migrating.await;
import static io.github.kdpbridge.gateway.migration.Migrating.get;
import static io.github.kdpbridge.gateway.migration.Migrating.upload;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.AdminAccess;
import io.github.kdpbridge.gateway.config.AdminAccess.Role;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.migration.Migrating.Answered;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.world.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose customers are compared and moved by its operators. */
class OperatedGatewayTest {
    private static final String TOKEN = "sim-token-of-operator-1";
    private static final String STATUS = "/bulkenroll/v1/reseller/devices/status?resellerId=4680000925&transactionId=";

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path folder;

    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        GatewayConfig config =
                Migrating.config(knox, new LedgerStore.SqliteFile(folder.resolve("ledger.db")), Phase.SHADOW)
                        .toBuilder()
                        .admin(HostAndPort.fromParts("127.0.0.1", 0))
                        .adminAccess(new AdminAccess("operator-1", Role.OPERATOR, AdminAccess.digest(TOKEN)))
                        .build();
        gateway = Gateway.start(config);
        upload(gateway.url(), "PO-1", "351800000000701");
        await("PO-1 is complete", () -> isComplete("PO-1"));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private boolean isComplete(String transaction) {
        try {
            return get(gateway.url(), STATUS + transaction).body().contains("\"Complete\"");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answered ask(String name) throws IOException {
        return Migrating.send(request(name).build());
    }

    private Answered act(String name, String body) throws IOException {
        return Migrating.send(request(name)
                .post(RequestBody.create(body, MediaType.get("application/json")))
                .build());
    }

    private Request.Builder request(String name) {
        return new Request.Builder()
                .url(gateway.adminUrl().orElseThrow() + "/migration/api/" + name)
                .header("Authorization", "Bearer " + TOKEN);
    }

    private Phase phase() {
        return gateway.routes().find(UNIT).orElseThrow().phase();
    }

    @Test
    void comparedCustomer_isMovedByItsOperator_andBroughtBack() throws Exception {
        assertThat(act("compare", "{\"unit\":\"%s\"}".formatted(CUSTOMER)).body())
                .contains("\"verdict\":\"matched\"")
                .contains("1 on gen1, 1 on gen2");
        assertThat(ask("plan?unit=" + CUSTOMER).body()).contains("1 compared of 20");
        String promotion =
                ("{\"units\":[{\"unit\":\"%s\",\"epoch\":0,\"closed\":[{\"name\":\"comparisons\",\"state\":\"NOT_YET\","
                        + "\"number\":\"1 compared of 20\",\"lacks\":19}]}],\"reason\":\"a first customer\"%s}");
        assertThat(act("promote", promotion.formatted(CUSTOMER, "")).status()).isEqualTo(412);

        String override = ",\"passing\":{\"override\":\"looked at it by hand\"}";
        assertThat(act("promote", promotion.formatted(CUSTOMER, override)).status())
                .isEqualTo(200);
        await("the customer has moved", () -> phase() == Phase.CANARY);
        upload(gateway.url(), "PO-2", "351800000000719");
        assertThat(ask("names?transaction=PO-2").body()).contains("\"side\":\"GEN2\"");
        String rollback = "{\"units\":[\"%s\"],\"reason\":\"enough for today\",\"now\":true}".formatted(CUSTOMER);
        assertThat(act("rollback", rollback).status()).isEqualTo(200);

        assertThat(phase()).isEqualTo(Phase.SHADOW);
        assertThat(knox.simulator().transactions())
                .extracting(accepted -> accepted.transactionId() + " " + accepted.generation())
                .containsExactly("PO-1 ONE", "PO-2 TWO");
        assertThat(ask("log").body()).contains("a first customer", "enough for today", "looked at it by hand");
    }

    @Test
    void difference_isShownMasked_andClosesTheGate() throws Exception {
        knox.simulator().dialect(knox.simulator().dialect().with(Dialect.DEVICES_SHARED, false));
        upload(gateway.url(), "PO-2", "351800000000719");
        await("PO-2 is complete", () -> isComplete("PO-2"));
        Migrating.awaitLaterMillisecond();

        assertThat(act("compare", "{\"unit\":\"%s\"}".formatted(CUSTOMER)).body())
                .contains("\"verdict\":\"mismatched\"");

        assertThat(ask("differences").body())
                .contains("\"unit\":\"" + CUSTOMER + "\"", "\"state\":{\"name\":\"NEW\"")
                .doesNotContain("351800000000719");
        assertThat(ask("plan?unit=" + CUSTOMER).body()).contains("\"state\":\"BLOCKED\"", "2 different");
    }

    /** Calls that name no customer follow the account's own row. */
    @Test
    void listsOfTheAccount_areComparedForItsOwnRow() throws Exception {
        assertThat(act("compare", "{\"unit\":\"*\"}").body())
                .contains("\"operation\":\"devices\"", "\"operation\":\"customers\"", "\"operation\":\"resellers\"");
        assertThat(act("compare", "{\"unit\":\"*\",\"operation\":\"customers\"}")
                        .body())
                .contains("\"operation\":\"customers\"")
                .doesNotContain("\"operation\":\"devices\"", "incomparable");
        assertThat(act("compare", "{\"unit\":\"%s\",\"operation\":\"customers\"}".formatted(CUSTOMER)))
                .isEqualTo(new Answered(
                        400,
                        "{\"error\":\"whole lists of customers are not compared for customer 1200000321; legal are:"
                                + " devices\"}"));
    }
}
