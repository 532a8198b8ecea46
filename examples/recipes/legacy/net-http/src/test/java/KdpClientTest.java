import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

class KdpClientTest {
    @Test
    void client_callsTheGateway() throws Exception {
        Field url = KdpClient.class.getDeclaredField("URL");
        url.setAccessible(true);
        assertEquals("http://kdp.internal:8080", url.get(null));
    }
}
