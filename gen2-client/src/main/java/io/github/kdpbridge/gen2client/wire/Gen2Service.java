package io.github.kdpbridge.gen2client.wire;

import io.github.kdpbridge.serviceclient.http.Attempt;
import java.util.Map;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.HeaderMap;
import retrofit2.http.PUT;
import retrofit2.http.QueryMap;
import retrofit2.http.Streaming;
import retrofit2.http.Tag;
import retrofit2.http.Url;

/**
 * The requests of generation 2. Answers stay bytes, so that failures of transport and of format are told apart;
 * {@link Exchange} parses them.
 */
interface Gen2Service {
    @PUT
    @Streaming
    Call<ResponseBody> put(
            @Url String path,
            @HeaderMap Map<String, String> authorization,
            @Body RequestBody body,
            @Tag Attempt attempt);

    @GET
    @Streaming
    Call<ResponseBody> get(
            @Url String path,
            @HeaderMap Map<String, String> authorization,
            @QueryMap Map<String, String> query,
            @Tag Attempt attempt);
}
