package io.github.kdpbridge.gen1facade.typed;

import io.github.kdpbridge.core.DeploymentProgram;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Query;

/**
 * All of generation 1, typed; {@link Gen1#connect(DeploymentProgram)} creates one.
 *
 * <p>Every method is deprecated by design: each is a step on the way to the native client, and names its successor
 * there. None will be removed while the module exists.
 *
 * <p>A {@link Call} is sent by {@code execute} or {@code enqueue}. A refused request is a {@link retrofit2.Response}
 * for which {@link Gen1#isSuccess} is false and which {@link Gen1#error} explains; an unreachable service, or an answer
 * that is not one of generation 1, is an {@link java.io.IOException}. Null parameters and fields are not sent. Safe for
 * use by many threads.
 */
public interface Gen1ResellerApi {
    /**
     * Registers devices with a customer (documented).
     *
     * @deprecated {@code Gen2Client.upload}, or {@link DeploymentProgram#upload}, takes its place; {@code
     *     Gen2Client.uploadAll} for any number of devices.
     */
    @Deprecated
    @PUT("bulkenroll/v1/reseller/devices")
    Call<Gen1Receipt> upload(@Body Gen1DevicesRequest request);

    /**
     * Registers devices with a customer of a vendor, in a two-tier sale (documented).
     *
     * @deprecated {@code Gen2Client.upload}, or {@link DeploymentProgram#upload}, with a vendor takes its place.
     */
    @Deprecated
    @PUT("bulkenroll/v2/reseller/devices")
    Call<Gen1Receipt> uploadV2(@Body Gen1DevicesRequest request);

    /**
     * Removes devices from a customer's account (documented).
     *
     * @deprecated {@code Gen2Client.delete}, or {@link DeploymentProgram#delete}, takes its place.
     */
    @Deprecated
    @PUT("bulkenroll/v1/reseller/devices/delete")
    Call<Gen1Receipt> delete(@Body Gen1DevicesRequest request);

    /**
     * Removes devices from the account of a vendor's customer, in a two-tier sale (assumed).
     *
     * @deprecated {@code Gen2Client.delete}, or {@link DeploymentProgram#delete}, with a vendor takes its place.
     */
    @Deprecated
    @PUT("bulkenroll/v2/reseller/devices/delete")
    Call<Gen1Receipt> deleteV2(@Body Gen1DevicesRequest request);

    /**
     * Asks for the status of a transaction (documented).
     *
     * @deprecated {@code Gen2Client.status}, or {@link DeploymentProgram#status}, takes its place; {@code
     *     Gen2Client.awaitCompletion} instead of a loop.
     */
    @Deprecated
    default Call<Gen1Status> status(String resellerId, String transactionId) {
        return status(resellerId, transactionId, null, null, null);
    }

    /**
     * Asks for a page of the status of a transaction (pages assumed).
     *
     * @deprecated {@code Gen2Client.status}, or {@link DeploymentProgram#status}, takes its place; {@code
     *     Gen2Client.awaitCompletion} instead of a loop.
     */
    @Deprecated
    @GET("bulkenroll/v1/reseller/devices/status")
    Call<Gen1Status> status(
            @Query("resellerId") String resellerId,
            @Query("transactionId") String transactionId,
            @Query("vendorId") @Nullable String vendorId,
            @Query("pageNum") @Nullable Integer pageNum,
            @Query("pageSize") @Nullable Integer pageSize);

    /**
     * Asks for the status of a transaction of a two-tier sale (documented; the vendor observed).
     *
     * @deprecated {@code Gen2Client.status}, or {@link DeploymentProgram#status}, with a vendor takes its place; {@code
     *     Gen2Client.awaitCompletion} instead of a loop.
     */
    @Deprecated
    default Call<Gen1Status> statusV2(String resellerId, String transactionId, @Nullable String vendorId) {
        return statusV2(resellerId, transactionId, vendorId, null, null);
    }

    /**
     * Asks for a page of the status of a transaction of a two-tier sale (pages assumed).
     *
     * @deprecated {@code Gen2Client.status}, or {@link DeploymentProgram#status}, with a vendor takes its place; {@code
     *     Gen2Client.awaitCompletion} instead of a loop.
     */
    @Deprecated
    @GET("bulkenroll/v2/reseller/devices/status")
    Call<Gen1Status> statusV2(
            @Query("resellerId") String resellerId,
            @Query("transactionId") String transactionId,
            @Query("vendorId") @Nullable String vendorId,
            @Query("pageNum") @Nullable Integer pageNum,
            @Query("pageSize") @Nullable Integer pageSize);

    /**
     * Lists transactions of the reseller, one page of them (documented; the filters and pages assumed).
     *
     * @param customerId the only customer whose transactions to list; null for all
     * @param vendorId the only vendor whose transactions to list; null for all
     * @param pageNum the page, from 0; null for the first
     * @param pageSize the most transactions on a page; null for the service's own choice
     * @deprecated {@code Gen2Client.transactions} and {@code allTransactions}, or {@link DeploymentProgram#transactions},
     *     take its place.
     */
    @Deprecated
    @GET("bulkenroll/v1/reseller/devices/status")
    Call<Gen1Status> transactions(
            @Query("resellerId") String resellerId,
            @Query("customerId") @Nullable String customerId,
            @Query("vendorId") @Nullable String vendorId,
            @Query("pageNum") @Nullable Integer pageNum,
            @Query("pageSize") @Nullable Integer pageSize);

    /**
     * Lists devices of the reseller, one page of them (path documented, parameters assumed).
     *
     * @param customerId the only customer whose devices to list; null for all
     * @param vendorId the only vendor whose devices to list; null for all
     * @param pageNum the page, from 0; null for the first
     * @param pageSize the most devices on a page; null for the service's own choice
     * @deprecated {@code Gen2Client.devices} and {@code allDevices}, or {@link DeploymentProgram#devices}, take its place.
     */
    @Deprecated
    @GET("bulkenroll/v1/reseller/devices")
    Call<Gen1DeviceList> devices(
            @Query("resellerId") String resellerId,
            @Query("customerId") @Nullable String customerId,
            @Query("vendorId") @Nullable String vendorId,
            @Query("pageNum") @Nullable Integer pageNum,
            @Query("pageSize") @Nullable Integer pageSize);

    /**
     * Lists customers of the reseller with their details, one page of them (path documented).
     *
     * @deprecated {@code Gen2Client.customers} and {@code allCustomers}, or {@link DeploymentProgram#customers}, take its
     *     place.
     */
    @Deprecated
    @POST("bulkenroll/v1/reseller/customers")
    Call<Gen1CustomerList> customers(@Body Gen1ListRequest request);

    /**
     * Lists resellers with their details, one page of them (path documented).
     *
     * @deprecated {@code Gen2Client.resellers} and {@code allResellers}, or {@link DeploymentProgram#resellers}, take its
     *     place.
     */
    @Deprecated
    @POST("bulkenroll/v1/reseller/resellers")
    Call<Gen1ResellerList> resellers(@Body Gen1ListRequest request);
}
