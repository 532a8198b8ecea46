package shop;

import io.github.kdpbridge.gen1facade.typed.Gen1Devices;
import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
import io.github.kdpbridge.gen1facade.typed.Gen1Receipt;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import io.github.kdpbridge.gen1facade.typed.Gen1Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Service;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

@Service
public class Orders {
    static final String RESELLER = "4680000925";

    private final Gen1ResellerApi api;

    public Orders(Gen1ResellerApi api) {
        this.api = api;
    }

    public boolean sell(String order, List<String> imeis) {
        try {
            api.upload(request(order, imeis)).execute();
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("not sold: " + order, e);
        }
    }

    public Gen1Status status(String order) throws IOException {
        return api.statusV2(RESELLER, order, null).execute().body();
    }

    public void takeBack(String order, List<String> imeis) throws IOException {
        Gen1DevicesRequest request = request(order, imeis);
        request.setTransactionType(Gen1DevicesRequest.DELETE);
        api.delete(request).execute();
    }

    public int count() throws IOException {
        return api.devices(RESELLER, null, null, null, null).execute().body().getDevices().size();
    }

    /** Returns the HTTP status, once it is there. */
    public CompletableFuture<Integer> sellLater(String order, List<String> imeis) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        api.upload(request(order, imeis)).enqueue(new Callback<Gen1Receipt>() {
            @Override
            public void onResponse(Call<Gen1Receipt> call, Response<Gen1Receipt> response) {
                code.complete(response.code());
            }

            @Override
            public void onFailure(Call<Gen1Receipt> call, Throwable failure) {
                code.completeExceptionally(new UncheckedIOException(new IOException(failure)));
            }
        });
        return code;
    }

    private static Gen1DevicesRequest request(String order, List<String> imeis) {
        Gen1DevicesRequest request = new Gen1DevicesRequest();
        request.setTransactionId(order);
        request.setResellerId(RESELLER);
        request.setCustomerId("1200000321");
        request.setTransactionType(Gen1DevicesRequest.NEW);
        request.setDevices(new Gen1Devices(Gen1Devices.IMEI, imeis));
        return request;
    }
}
