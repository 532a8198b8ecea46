package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.spring.test.KdpTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@KdpTest
@Import(Orders.class)
class OrdersTest {
    @Autowired
    Orders orders;

    @Autowired
    Simulator knox;

    @Test
    void order_isRegistered() {
        assertThat(orders.register("PO-7", List.of("350000000000014"))).isEmpty();
        assertThat(knox.devices()).hasSize(1);
    }
}
