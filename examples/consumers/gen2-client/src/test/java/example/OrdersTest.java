package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrdersTest {
    @RegisterExtension
    KdpSimulator knox = KdpSimulator.create();

    @Test
    void order_isRegistered_althoughTheServiceWasBusy() {
        knox.simulator().fault(Fault.status("/kcs/v1/rp/devices/upload", 429).header("Retry-After", "1"));
        try (Gen2Client kdp = Gen2Client.builder(ResellerId.of("4680000925"))
                .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                .baseUrl(knox.gen2BaseUrl().toString())
                .build()) {
            new Orders(kdp).register("PO-7", List.of("350000000000014"));
        }
        assertEquals(1, knox.simulator().devices().size());
    }
}
