package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kdpbridge.simulator.KdpSimulator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class ShopApplicationTest {
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @Test
    void orders_areUploaded() throws Exception {
        try (ConfigurableApplicationContext application =
                SpringApplication.run(ShopApplication.class, "--kdp.url=" + knox.gen2BaseUrl())) {
            Orders orders = application.getBean(Orders.class);

            assertTrue(orders.sell("PO-1", List.of("350000000000014")));
            assertEquals(200, orders.sellLater("PO-2", List.of("350000000000022")).get(1, TimeUnit.MINUTES));
            assertEquals(1, orders.status("PO-1").getTransactions().size());
            assertEquals(2, orders.count());
            orders.takeBack("RMA-1", List.of("350000000000022"));
        }
        assertEquals(1, knox.simulator().devices().size());
    }
}
