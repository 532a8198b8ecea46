package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MyShopTest {
    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @Test
    void sale_isUploaded_whenTheServiceIsBusy() throws Exception {
        knox.simulator().fault(Fault.status("/bulkenroll/v1/reseller/devices", 503).times(2));
        MyShop shop = new MyShop(knox.url().toString(), "sim-gen1-key");

        shop.sell("351800000000702");

        assertThat(knox.simulator().devices()).extracting(RegisteredDevice::id).containsExactly("351800000000702");
    }
}
