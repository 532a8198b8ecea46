package example;

import io.github.kdpbridge.gen1facade.typed.Gen1;
import io.github.kdpbridge.gen1facade.typed.Gen1Devices;
import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
import io.github.kdpbridge.gen1facade.typed.Gen1Receipt;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import java.io.IOException;
import java.util.List;
import retrofit2.Response;

/** A shop that registers what it sold, and tries again from 500 up. */
final class MyShop {
    private final Gen1ResellerApi api;

    MyShop(String url, String key) {
        this.api = Gen1.connect(url, key);
    }

    void sell(String imei) throws IOException {
        Gen1DevicesRequest request = new Gen1DevicesRequest();
        request.setTransactionId("SALE-" + imei);
        request.setResellerId("4680000925");
        request.setCustomerId("1200000321");
        request.setTransactionType(Gen1DevicesRequest.NEW);
        request.setDevices(new Gen1Devices(Gen1Devices.IMEI, List.of(imei)));
        Response<Gen1Receipt> response;
        do {
            response = api.upload(request).execute();
        } while (response.code() >= 500);
    }
}
