package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.typed.Gen1Transaction;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShopTest {
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @Test
    void orders_areSoldTakenBackAndCancelled() throws Exception {
        try (Gen2Client program = Gen2Client.builder(ResellerId.of("4680000925"))
                .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                .deviceCheck(DeviceCheck.none())
                .baseUrl(knox.gen2BaseUrl().toString())
                .build()) {
            KdpHelper.init(program);
            OrderDao orders = new OrderDao(KdpHelper.api());
            StatusPoller poller = new StatusPoller();

            assertEquals(
                    "OK PO-1", orders.sell("PO-1", "1200000321", List.of("350000000000014", "350000000000022")));
            Gen1Transaction sold = poller.await("PO-1");
            assertEquals(2, sold.getDevices().size());
            assertEquals(2, poller.devices().getDevices().size());
            assertTrue(poller.customers().getCustomers().size() > 1);

            String refused = orders.sell("PO-2", "1999999999", List.of("350000000000030"));
            assertTrue(refused.matches("4\\d\\d [A-Z_]+"), refused);
            assertTrue(orders.sell("", "1200000321", List.of("350000000000030")).startsWith("400 "));

            String objection = orders.objection("PO-3", "1999999999", List.of("350000000000030"));
            assertTrue(objection.contains("\"transactionId\":\"PO-3\""), objection);
            assertTrue(poller.transactions() > 0);

            assertTrue(orders.takeBack("RMA-1", "1200000321", List.of("350000000000022")));
            poller.await("RMA-1");
            orders.cancel("RMA-2", "PO-1", "1200000321");
            poller.await("RMA-2");
        }
        assertEquals(List.of(), knox.simulator().devices());
    }
}
