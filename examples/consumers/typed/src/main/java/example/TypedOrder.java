package example;

import io.github.kdpbridge.gen1facade.typed.Gen1;
import io.github.kdpbridge.gen1facade.typed.Gen1Devices;
import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
import io.github.kdpbridge.gen1facade.typed.Gen1Receipt;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import retrofit2.Response;

final class TypedOrder {
    private TypedOrder() {}

    static java.util.List<Gen1ResellerApi> run(
            io.github.kdpbridge.core.DeploymentProgram program,
            String serviceUrl,
            String key,
            java.util.List<String> imeis,
            org.slf4j.Logger log)
            throws java.io.IOException {
        Gen1ResellerApi gen1 = Gen1.connect(program);           // on generation 2, in the process
        Gen1ResellerApi old = Gen1.connect(serviceUrl, key);    // on the real generation 1, or on a gateway

        Gen1DevicesRequest request = new Gen1DevicesRequest();
        request.setTransactionId("PO-7");
        request.setResellerId("4680000925");
        request.setCustomerId("1200000321");
        request.setTransactionType(Gen1DevicesRequest.NEW);
        request.setDevices(new Gen1Devices(Gen1Devices.IMEI, imeis));

        Response<Gen1Receipt> response = gen1.upload(request).execute();
        Gen1.error(response).ifPresent(error -> log.warn("{}", error));
        return java.util.List.of(gen1, old);
    }
}
