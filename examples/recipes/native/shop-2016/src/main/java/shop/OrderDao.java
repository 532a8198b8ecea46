package shop;

import io.github.kdpbridge.gen1facade.typed.Gen1;
import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
import io.github.kdpbridge.gen1facade.typed.Gen1Error;
import io.github.kdpbridge.gen1facade.typed.Gen1Receipt;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import java.io.IOException;
import java.util.List;
import retrofit2.Response;

/** Uploads and deletes what the shop sold and took back. */
public class OrderDao {
    private final Gen1ResellerApi api;

    public OrderDao(Gen1ResellerApi api) {
        this.api = api;
    }

    /** Returns "OK", or the code and the text of the refusal. */
    public String sell(String order, String customer, List<String> imeis) throws IOException {
        Gen1DevicesRequest request = KdpHelper.request(order, customer, Gen1DevicesRequest.NEW);
        request.setDevices(KdpHelper.imeis(imeis));
        Response<Gen1Receipt> response = api.upload(request).execute();
        if (!response.isSuccessful()) {
            Gen1Error error = Gen1.error(response).get();
            return response.code() + " " + error.getMessage();
        }
        return Gen1.isSuccess(response) ? "OK " + response.body().getTransactionId() : "odd";
    }

    /** Returns whether the return of devices was accepted. */
    public boolean takeBack(String order, String customer, List<String> imeis) {
        Gen1DevicesRequest request = KdpHelper.request(order, customer, Gen1DevicesRequest.DELETE);
        request.setDevices(KdpHelper.imeis(imeis));
        try {
            return api.delete(request).execute().body().getState() != null;
        } catch (IOException e) {
            System.err.println("not taken back: " + e.getMessage());
            return false;
        }
    }

    /** Returns what the service says about an order, as it says it; an empty text if it takes the order. */
    public String objection(String order, String customer, List<String> imeis) throws IOException {
        Gen1DevicesRequest request = KdpHelper.request(order, customer, Gen1DevicesRequest.NEW);
        request.setDevices(KdpHelper.imeis(imeis));
        Response<Gen1Receipt> response = api.upload(request).execute();
        return response.isSuccessful() ? "" : response.errorBody().string();
    }

    /** Cancels an order. */
    public void cancel(String order, String sale, String customer) throws IOException {
        Gen1DevicesRequest request = new Gen1DevicesRequest();
        request.setTransactionId(order);
        request.setResellerId(KdpHelper.RESELLER);
        request.setCustomerId(customer);
        request.setVendorId("");
        request.setTransactionType(Gen1DevicesRequest.DELETE);
        request.setRemoveTransactionId(sale);
        api.delete(request).execute();
    }
}
