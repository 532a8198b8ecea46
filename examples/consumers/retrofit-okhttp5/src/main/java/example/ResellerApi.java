package example;

import java.util.List;
import java.util.Map;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.Header;
import retrofit2.http.PUT;
import retrofit2.http.Query;

/** The interface of a legacy program. */
public interface ResellerApi {
    @PUT("bulkenroll/v1/reseller/devices")
    Call<Map<String, Object>> upload(@Header("X-WSM-API-TOKEN") String key, @Body Order order);

    @GET("bulkenroll/v1/reseller/devices/status")
    Call<Map<String, Object>> status(
            @Header("X-WSM-API-TOKEN") String key,
            @Query("resellerId") String resellerId,
            @Query("transactionId") String transactionId);

    final class Order {
        final String transactionId;
        final String resellerId = "4680000925";
        final String customerId = "1200000321";
        final String transactionType = "New";
        final Devices devices = new Devices();

        public Order(String transactionId, List<String> imeis) {
            this.transactionId = transactionId;
            this.devices.list = imeis;
        }
    }

    final class Devices {
        String type = "IMEI";
        List<String> list;
    }
}
