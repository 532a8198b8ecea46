package io.github.kdpbridge.benchmarks.jmh;

import java.util.List;
import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.converter.moshi.MoshiConverterFactory;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.Header;
import retrofit2.http.PUT;
import retrofit2.http.Query;

/** What an integration that was written for generation 1 on Retrofit and Moshi has today. */
interface LegacyService {
    @PUT("bulkenroll/v1/reseller/devices")
    Call<Receipt> upload(@Header("X-WSM-API-TOKEN") String key, @Body Upload body);

    @GET("bulkenroll/v1/reseller/devices/status")
    Call<StatusPage> status(
            @Header("X-WSM-API-TOKEN") String key,
            @Query("resellerId") String reseller,
            @Query("transactionId") String transaction);

    @GET("bulkenroll/v1/reseller/devices")
    Call<DevicePage> devices(@Header("X-WSM-API-TOKEN") String key, @Query("resellerId") String reseller);

    static LegacyService at(String baseUrl, OkHttpClient http) {
        return new Retrofit.Builder()
                .baseUrl(baseUrl)
                .client(http)
                .addConverterFactory(MoshiConverterFactory.create())
                .build()
                .create(LegacyService.class);
    }

    record Upload(String transactionId, String resellerId, String customerId, Devices devices) {
        /** Returns the same under another id: a repeat would be answered from memory, and not be sent. */
        Upload named(String transaction) {
            return new Upload(transaction, resellerId, customerId, devices);
        }

        static Upload of(int devices) {
            return new Upload(
                    Loads.TRANSACTION.value(),
                    Loads.RESELLER.value(),
                    Loads.CUSTOMER.value(),
                    new Devices("IMEI", Loads.imeis(devices)));
        }
    }

    record Devices(String type, List<String> list) {}

    record Receipt(String transactionId, String state, String code, String message) {}

    record StatusPage(long totalCount, List<Transaction> transactions) {}

    record Transaction(String transactionId, String state, String type, List<Device> devices) {}

    record DevicePage(long totalCount, List<Device> devices) {}

    record Device(String imei) {}
}
