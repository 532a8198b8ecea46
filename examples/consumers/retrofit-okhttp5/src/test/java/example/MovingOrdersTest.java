package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.gen1facade.typed.Gen1;
import io.github.kdpbridge.gen1facade.typed.Gen1Devices;
import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MovingOrdersTest {
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @Test
    void classThatMoves_worksInEachOfItsStates() throws IOException {
        try (Gen2Client kdp = Gen2Client.builder(ResellerId.of("4680000925"))
                .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                .baseUrl(knox.gen2BaseUrl().toString())
                .build()) {
            MovingOrders orders = new MovingOrders(kdp);

            assertThat(orders.sell(bean("PO-7")).getCode()).isEqualTo("2000000");
            assertThat(orders.takeBack(bean("PO-8")).getCode()).isEqualTo("2000000");
            assertThat(orders.failed("PO-7")).isEmpty();
            Gen1DevicesRequest ofAnother = bean("PO-9");
            ofAnother.setCustomerId("1200000399");
            assertThatThrownBy(() -> orders.sell(ofAnother)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> orders.takeBack(ofAnother)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void oldClassAndItsNewForm_haveTheSameOutcomes() throws IOException {
        try (Gen2Client kdp = Gen2Client.builder(ResellerId.of("4680000925"))
                .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                .baseUrl(knox.gen2BaseUrl().toString())
                .build()) {
            DeploymentProgram program = LedgerProgram.of(kdp, InMemoryLedger.create());
            OldOrders before = new OldOrders(Gen1.connect(program));
            NewOrders after = new NewOrders(program);

            before.sell("1200000321", "PO-7", List.of("350000000000014"));
            after.sell("1200000321", "PO-8", List.of("350000000000022", "350000000000014"));
            for (String order : List.of("PO-7", "PO-8")) {
                assertThat(after.failed(order)).as(order).isEqualTo(before.failed(order));
            }
            assertThatThrownBy(() -> before.sell("1200000399", "PO-9", List.of("350000000000030")))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("order PO-9 is refused: ");
            assertThatThrownBy(() -> after.sell("1200000399", "PO-10", List.of("350000000000030")))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("order PO-10 is refused: ");
            assertThatThrownBy(() -> before.failed("PO-11")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> after.failed("PO-11")).isInstanceOf(IOException.class);
        }
    }

    private static Gen1DevicesRequest bean(String order) {
        Gen1DevicesRequest bean = new Gen1DevicesRequest();
        bean.setTransactionId(order);
        bean.setResellerId("4680000925");
        bean.setCustomerId("1200000321");
        bean.setDevices(new Gen1Devices(Gen1Devices.IMEI, List.of("350000000000014")));
        return bean;
    }
}
