package shop;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.gen1facade.typed.Gen1;
import io.github.kdpbridge.gen1facade.typed.Gen1Devices;
import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import java.util.List;

/** Everything about KDP, for everybody. */
public final class KdpHelper {
    static final String RESELLER = "4680000925";

    private static Gen1ResellerApi api;

    private KdpHelper() {}

    public static void init(DeploymentProgram program) {
        api = Gen1.connect(program);
    }

    public static Gen1ResellerApi api() {
        return api;
    }

    static Gen1DevicesRequest request(String transactionId, String customerId, String type) {
        Gen1DevicesRequest request = new Gen1DevicesRequest();
        request.setTransactionId(transactionId);
        request.setResellerId(RESELLER);
        request.setCustomerId(customerId);
        request.setVendorId("");
        request.setTransactionType(type);
        return request;
    }

    static Gen1Devices imeis(List<String> imeis) {
        return new Gen1Devices(Gen1Devices.IMEI, imeis);
    }
}
