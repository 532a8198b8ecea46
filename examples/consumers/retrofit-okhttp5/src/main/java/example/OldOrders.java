package example;

import io.github.kdpbridge.gen1facade.typed.Gen1;
import io.github.kdpbridge.gen1facade.typed.Gen1Device;
import io.github.kdpbridge.gen1facade.typed.Gen1Devices;
import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
import io.github.kdpbridge.gen1facade.typed.Gen1Receipt;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import io.github.kdpbridge.gen1facade.typed.Gen1Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import retrofit2.Response;

final class OldOrders {
    private final Gen1ResellerApi api;

    OldOrders(Gen1ResellerApi api) {
        this.api = api;
    }

    void sell(String customer, String order, List<String> imeis) throws IOException {
        Gen1DevicesRequest body = new Gen1DevicesRequest();
        body.setTransactionId(order);
        body.setResellerId("4680000925");
        body.setCustomerId(customer);
        body.setTransactionType(Gen1DevicesRequest.NEW);
        body.setDevices(new Gen1Devices(Gen1Devices.IMEI, imeis));
        Response<Gen1Receipt> response = api.upload(body).execute();
        if (!Gen1.isSuccess(response)) {
            throw new IOException("order " + order + " is refused: " + Gen1.error(response).orElseThrow());
        }
    }

    List<String> failed(String order) throws IOException {
        Response<Gen1Status> response = api.status("4680000925", order).execute();
        if (!response.isSuccessful()) {
            throw new IOException("order " + order + " is not known: " + Gen1.error(response).orElseThrow());
        }
        List<String> failed = new ArrayList<>();
        for (Gen1Device device : response.body().getTransactions().get(0).getDevices()) {
            if (device.isFailed()) {
                failed.add(device.getImei());
            }
        }
        return failed;
    }
}
